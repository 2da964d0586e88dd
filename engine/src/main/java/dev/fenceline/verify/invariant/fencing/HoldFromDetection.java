package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Rule;
import dev.fenceline.timeline.Text;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * H4. T counts from detection. If a Keep Alive is unanswered, it counts from KATO after that was
 * sent at the earliest, because the target may have accepted it until then (scenario timings,
 * section 1).
 */
public final class HoldFromDetection implements Invariant {
  // calculated independently: a check that shared the host's formula could not detect an error in
  // it
  private static final int KATOS = 2;
  private static final int KATOS_TRAFFIC_BASED = 3;

  private static final class Fencing {
    private final long deadlineNanos;
    private boolean isHeld;
    private boolean isConfirmed;

    Fencing(long deadlineNanos) {
      this.deadlineNanos = deadlineNanos;
    }
  }

  private final Controllers controllers;
  private final Map<Lane, Fencing> fencings = new HashMap<>();
  private final Map<Lane, Long> keepAliveSentNanos = new HashMap<>();
  private final Map<Lane, Long> detectedNanos = new HashMap<>();

  public HoldFromDetection(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H4;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        ControllerEvent.ErrorRecovery.class,
        FencingEvent.Started.class,
        FencingEvent.CcrConfirmed.class,
        FencingEvent.Ended.class,
        HoldEvent.class,
        KeepAliveEvent.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case KeepAliveEvent.Sent _ -> {
        keepAliveSentNanos.put(event.lane(), event.nanos());
        yield null;
      }
      case KeepAliveEvent.Answered _, KeepAliveEvent.Failed _ -> {
        keepAliveSentNanos.remove(event.lane());
        yield null;
      }
      case ControllerEvent.ErrorRecovery it -> {
        detectedNanos.put(event.lane(), it.sinceNanos() > 0 ? it.sinceNanos() : event.nanos());
        yield null;
      }
      case FencingEvent.Started started -> started(event, started);
      case HoldEvent.Armed armed -> armed(event, armed);
      case FencingEvent.CcrConfirmed _ -> {
        Fencing fencing = fencings.get(event.lane());
        if (fencing != null) {
          fencing.isConfirmed = true;
        }
        yield null;
      }
      case HoldEvent.Released _ -> onlyIfConfirmed(event);
      case HoldEvent.Ended _ -> notBeforeDeadline(event);
      case FencingEvent.Ended ended when ended.by() == FencedBy.HOLD -> notBeforeDeadline(event);
      default -> null;
    };
  }

  private @Nullable Breach started(Event event, FencingEvent.Started started) {
    if (isNotKnown(started)) {
      fencings.remove(event.lane());
      return null;
    }
    fencings.put(event.lane(), new Fencing(started.deadlineNanos()));
    ControllerEvent.Identified identified = controllers.of(event.lane()).identified();
    if (identified == null || identified.katoMillis() == 0) {
      return null; // without keep alive there is no T
    }
    long katosMillis =
        (identified.trafficBased() ? KATOS_TRAFFIC_BASED : KATOS) * identified.katoMillis();
    if (started.timeoutMillis() != katosMillis
        && started.timeoutMillis() != katosMillis + identified.cqtMillis()) {
      return Breach.by(
          event,
          "T of %s is %d ms; KATO %d ms and CQT %d ms give %d ms"
              .formatted(
                  event.lane().name(),
                  started.timeoutMillis(),
                  identified.katoMillis(),
                  identified.cqtMillis(),
                  katosMillis + identified.cqtMillis()));
    }
    return countsFromDetection(
        event, started, TimeUnit.MILLISECONDS.toNanos(identified.katoMillis()));
  }

  /** Reports whether T is not known: for a real host, only the end of its hold may show it. */
  private static boolean isNotKnown(FencingEvent.Started started) {
    return started.policy() == null && started.timeoutMillis() == 0;
  }

  /**
   * Checks the moment from which T counts. On the real clock, time passes between detection and the
   * event that reports the start of fencing.
   */
  private @Nullable Breach countsFromDetection(
      Event event, FencingEvent.Started started, long katoNanos) {
    long detected = detectedNanos.getOrDefault(event.lane(), event.nanos());
    long fromNanos =
        started.deadlineNanos() - TimeUnit.MILLISECONDS.toNanos(started.timeoutMillis());
    long latestNanos =
        Math.max(
            event.nanos(),
            keepAliveSentNanos.getOrDefault(event.lane(), event.nanos() - katoNanos) + katoNanos);
    return fromNanos >= detected && fromNanos <= latestNanos
        ? null
        : Breach.by(
            event,
            "T of %s counts from %s, its failure was detected at %s"
                .formatted(event.lane().name(), Text.moment(fromNanos), Text.moment(detected)));
  }

  private @Nullable Breach armed(Event event, HoldEvent.Armed armed) {
    Fencing fencing = fencings.get(event.lane());
    if (fencing == null) {
      return null; // the beginning of the log is missing
    }
    if (fencing.isHeld) {
      return Breach.by(event, "The hold of %s was armed twice".formatted(event.lane().name()));
    }
    fencing.isHeld = true;
    return armed.untilNanos() == fencing.deadlineNanos
        ? null
        : Breach.by(
            event,
            "The hold of %s is to end at %s, detection + T is %s"
                .formatted(
                    event.lane().name(),
                    Text.moment(armed.untilNanos()),
                    Text.moment(fencing.deadlineNanos)));
  }

  private @Nullable Breach onlyIfConfirmed(Event event) {
    Fencing fencing = fencings.get(event.lane());
    return fencing == null || fencing.isConfirmed
        ? null
        : Breach.by(
            event,
            "The hold of %s ended before its time, and no log said that it was reset"
                .formatted(event.lane().name()));
  }

  private @Nullable Breach notBeforeDeadline(Event event) {
    Fencing fencing = fencings.get(event.lane());
    return fencing == null || event.nanos() >= fencing.deadlineNanos
        ? null
        : Breach.by(
            event,
            "The hold of %s ended at %s, before detection + T at %s"
                .formatted(
                    event.lane().name(),
                    Text.moment(event.nanos()),
                    Text.moment(fencing.deadlineNanos)));
  }
}
