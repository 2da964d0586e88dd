package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Instances;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** T4. */
public final class CcrLimits implements Invariant {
  /**
   * Number of entries for which log page 1Eh has room: 4096 bytes less a header of 8, divided by 8
   * (TP8028).
   */
  private static final int ENTRIES_MAX = 511;

  /** The log of one source. */
  private static final class Entries {
    private int inProgress;
    private int completed;
  }

  private final Instances instances;
  private final Map<Lane, Entries> logs = new HashMap<>();

  public CcrLimits(Instances instances) {
    this.instances = instances;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.T4;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        FencingEvent.TargetAccepted.class,
        FencingEvent.TargetCompleted.class,
        FencingEvent.TargetRemoved.class,
        InstanceEvent.Gone.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    Entries log = logs.computeIfAbsent(event.lane(), _ -> new Entries());
    switch (event.detail()) {
      case FencingEvent.TargetAccepted accepted -> {
        log.inProgress++;
        return accepted(event, accepted, log);
      }
      case FencingEvent.TargetCompleted _ -> {
        log.inProgress--;
        log.completed++;
      }
      case FencingEvent.TargetRemoved removed -> {
        return removed(event, removed.entries(), log);
      }
      case InstanceEvent.Gone _ -> logs.remove(event.lane());
      default -> {}
    }
    return null;
  }

  private @Nullable Breach accepted(
      Event event, FencingEvent.TargetAccepted accepted, Entries log) {
    Instances.Instance source = instances.find(event.lane());
    InstanceEvent.Ready ready = source == null ? null : source.ready();
    if (ready != null && log.inProgress > ready.ccrLimit()) {
      return Breach.by(
          event,
          "Controller %s accepted reset %d, its CCRL is %d"
              .formatted(event.lane().name(), log.inProgress, ready.ccrLimit()));
    }
    int entries = log.inProgress + log.completed;
    return entries > ENTRIES_MAX || accepted.entriesInProgress() != log.inProgress
        ? Breach.by(
            event,
            "The log of controller %s has %d entries, %d of them in progress where %d were counted"
                .formatted(
                    event.lane().name(), entries, accepted.entriesInProgress(), log.inProgress))
        : null;
  }

  private @Nullable Breach removed(Event event, int entries, Entries log) {
    Instances.Instance source = instances.find(event.lane());
    boolean withSource = source != null && source.noticed() != null;
    if (withSource) {
      logs.remove(event.lane());
      return null;
    }
    log.completed -= entries;
    return log.completed >= 0
        ? null
        : Breach.by(
            event,
            "%d entries left the log of controller %s, %d more than were completed"
                .formatted(entries, event.lane().name(), -log.completed));
  }
}
