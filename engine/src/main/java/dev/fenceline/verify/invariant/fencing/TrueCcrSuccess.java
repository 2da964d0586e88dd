package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Instances;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H7. A host that assumes a success which was not reported retries too early. */
public final class TrueCcrSuccess implements Invariant {
  /** A log entry that reports success: the source, and the instance. */
  private record Logged(String source, int icid, int ciu) {}

  /** The controller to be reset and the source. */
  private record Asked(Lane impacted, String source) {}

  private static final int SUCCESS = 1;

  private final Instances instances;

  /** The resets of a controller, by the source that was asked last for each. */
  private final Map<Asked, Event> issued = new HashMap<>();

  private final Set<Lane> immediate = new HashSet<>();
  private final Map<Logged, Event> entries = new HashMap<>();

  public TrueCcrSuccess(Instances instances) {
    this.instances = instances;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H7;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        FencingEvent.CcrIssued.class,
        FencingEvent.CcrAnswered.class,
        FencingEvent.CcrEnded.class,
        FencingEvent.CcrConfirmed.class,
        AenEvent.CcrLogEntry.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    switch (event.detail()) {
      case FencingEvent.CcrIssued ask -> {
        issued.put(new Asked(event.lane(), ask.source()), event);
        immediate.remove(event.lane());
      }
      case FencingEvent.CcrAnswered answered when answered.status() == 0 && answered.immediate() ->
          immediate.add(event.lane());
      case AenEvent.CcrLogEntry entry when entry.ccrStatus() == SUCCESS ->
          entries.put(new Logged(event.lane().name(), entry.icid(), entry.ciu()), event);
      case FencingEvent.CcrEnded ended when ended.outcome().isSuccess() -> {
        return ended(event, ended);
      }
      case FencingEvent.CcrConfirmed late -> {
        return believed(
            event, late.source(), late.impacted(), isLogged(event, late.source(), late.impacted()));
      }
      default -> {}
    }
    return null;
  }

  private @Nullable Breach ended(Event event, FencingEvent.CcrEnded ended) {
    InstanceId impacted = ended.impacted();
    boolean told =
        ended.outcome() == CcrOutcome.IMMEDIATE
            ? immediate.contains(event.lane())
            : isLogged(event, ended.source(), impacted);
    return believed(event, ended.source(), impacted, told);
  }

  private @Nullable Breach believed(Event event, String source, InstanceId impacted, boolean told) {
    if (!told) {
      return Breach.by(
          event,
          "The host takes the reset of %s through %s for a success that it was not told of"
              .formatted(impacted, source));
    }
    Instances.Instance instance = instances.find(impacted);
    return instance == null || instance.isGone()
        ? null
        : Breach.by(
            event,
            ("The reset of %s through %s is a success while that instance still lives with %d"
                    + " commands at media")
                .formatted(impacted, source, instance.atMedia()));
  }

  private boolean isLogged(Event event, String source, InstanceId impacted) {
    Event asked = issued.get(new Asked(event.lane(), source));
    Event entry = entries.get(new Logged(source, impacted.cntlid(), impacted.ciu()));
    return entry != null && (asked == null || entry.sequence() > asked.sequence());
  }
}
