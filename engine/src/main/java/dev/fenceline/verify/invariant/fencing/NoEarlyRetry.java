package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Copies;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** H1. A retry that is sent earlier can be overtaken by the first copy, and data is lost. */
public final class NoEarlyRetry implements Invariant {
  /** On the real clock, time passes between a detection and the events that report it. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** One association of one controller. */
  private record Life(String device, int association) {
    static Life of(Controllers.Controller controller) {
      return new Life(controller.device(), controller.association());
    }
  }

  private final Controllers controllers;
  private final Copies copies;
  private final Set<InstanceId> reset = new HashSet<>();
  private final Set<Life> overBefore = new HashSet<>();

  public NoEarlyRetry(Controllers controllers, Copies copies) {
    this.controllers = controllers;
    this.copies = copies;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H1;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        IoEvent.FailedOver.class,
        FencingEvent.CcrEnded.class,
        FencingEvent.CcrConfirmed.class,
        FencingEvent.Ended.class,
        HoldEvent.Ended.class,
        ControllerEvent.Stopped.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case FencingEvent.CcrEnded ended when ended.outcome().isSuccess() -> {
        reset.add(ended.impacted());
        yield null;
      }
      case FencingEvent.CcrConfirmed confirmed -> {
        reset.add(confirmed.impacted());
        yield null;
      }
      case FencingEvent.Ended ended when ended.by() == FencedBy.HOLD -> held(event);
      case HoldEvent.Ended _ -> held(event);
      case ControllerEvent.Stopped _ -> {
        overBefore.add(Life.of(controllers.of(event.lane())));
        yield null;
      }
      case IoEvent.FailedOver again -> failedOver(event, again);
      default -> null;
    };
  }

  /**
   * Takes the end of a hold into account. A hold proves something only if the target promises to be
   * quiet and the hold lasted as long as that takes (TP4129). A shorter one gives no protection.
   */
  private @Nullable Breach held(Event event) {
    Controllers.Controller controller = controllers.of(event.lane());
    long neededNanos = controller.quietWithinNanos();
    if (neededNanos > 0 && event.nanos() + LATE_NANOS >= controller.failedNanos() + neededNanos) {
      overBefore.add(Life.of(controller));
    }
    return null;
  }

  private @Nullable Breach failedOver(Event event, IoEvent.FailedOver again) {
    for (Copies.Copy copy : copies.unanswered(again.operation())) {
      if (copy.isWrite() && copy.isSent() && !isHarmless(copy)) {
        return Breach.by(
                event,
                "Write %d is sent again over %s while %s copy on %s may still reach media"
                    .formatted(
                        again.operation(),
                        again.to(),
                        copy.isFirst() ? "its first" : "an earlier",
                        copy.controller().device()))
            .after(copy.sequence())
            .of(again.operation());
      }
    }
    return null;
  }

  private boolean isHarmless(Copies.Copy copy) {
    return overBefore.contains(new Life(copy.controller().device(), copy.association()))
        || (copy.instance() != null && reset.contains(copy.instance()));
  }
}
