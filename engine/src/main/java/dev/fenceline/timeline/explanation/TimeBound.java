package dev.fenceline.timeline.explanation;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.KeepAliveTimeout;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * T of a recovery, with what the target promises for its end. Only such a promise justifies a
 * sentence that says that time alone makes something harmless.
 *
 * @param millis T
 * @param fromNanos the time at which T begins
 * @param counted the beginning, in words
 * @param formula the calculation, such as {@code 2 x KATO + CQT}, or empty if it is unknown
 * @param promise the promise for the end of T
 */
record TimeBound(
    long millis, long fromNanos, String counted, String formula, TimeBound.Promise promise) {

  /** What the target promises for the end of T. */
  sealed interface Promise {
    /**
     * By then the target must have detected the failure and quiesced: T includes the CQT that it
     * reported.
     */
    record Quiet() implements Promise {}

    /** The target promises nothing, for the given reason. */
    record None(String reason) implements Promise {}

    /** The target's report was not recorded. */
    record NotKnown() implements Promise {}
  }

  /** Returns T of a recovery that fences, or empty if it is not known. */
  static Optional<TimeBound> of(Timeline timeline, Recovery recovery) {
    Event begun = started(timeline, recovery);
    if (begun == null
        || !(begun.detail() instanceof FencingEvent.Started started)
        || recovery.timeoutMillis() == 0) {
      return Optional.empty();
    }
    long millis = recovery.timeoutMillis();
    long fromNanos = started.deadlineNanos() - TimeUnit.MILLISECONDS.toNanos(millis);
    ControllerEvent.Identified identified = identified(timeline, begun);
    return Optional.of(
        new TimeBound(
            millis,
            fromNanos,
            counted(timeline, recovery, fromNanos, identified),
            identified == null ? "" : formula(millis, identified),
            promise(millis, identified)));
  }

  private static @Nullable Event started(Timeline timeline, Recovery recovery) {
    int end = recovery.endSequence() == 0 ? timeline.size() : (int) recovery.endSequence();
    for (int i = (int) recovery.detectedSequence() - 1; i < end; i++) {
      if (timeline.detail(i) instanceof FencingEvent.Started
          && timeline.lane(i).equals(recovery.lane())) {
        return timeline.event(i);
      }
    }
    return null;
  }

  /** Returns the last Identify data of the controller, or null if there is none. */
  private static ControllerEvent.@Nullable Identified identified(Timeline timeline, Event before) {
    for (int i = (int) before.sequence() - 1; i >= 0; i--) {
      if (timeline.detail(i) instanceof ControllerEvent.Identified it
          && timeline.lane(i).equals(before.lane())) {
        return it;
      }
    }
    return null;
  }

  private static String formula(long millis, ControllerEvent.Identified it) {
    KeepAliveTimeout kato = new KeepAliveTimeout(it.katoMillis(), it.trafficBased());
    String noticed = kato.noticedAfter() + " x KATO";
    if (kato.millis() > 0 && millis == kato.noticedAfterMillis() + it.cqtMillis()) {
      return it.cqtMillis() > 0 ? noticed + " + CQT" : noticed;
    }
    return kato.millis() > 0 && millis == kato.noticedAfterMillis() ? noticed : "";
  }

  private static Promise promise(long millis, ControllerEvent.@Nullable Identified it) {
    if (it == null) {
      return new Promise.NotKnown();
    }
    if (it.katoMillis() == 0) {
      return new Promise.None("KATO is 0: the target need never notice");
    }
    if (it.cqtMillis() == 0) {
      return new Promise.None("CQT is 0: the target does not promise to quiesce");
    }
    long noticedMillis =
        new KeepAliveTimeout(it.katoMillis(), it.trafficBased()).noticedAfterMillis();
    return millis >= noticedMillis + it.cqtMillis()
        ? new Promise.Quiet()
        : new Promise.None("T is too short for the CQT of " + Text.millis(it.cqtMillis()));
  }

  private static String counted(
      Timeline timeline,
      Recovery recovery,
      long fromNanos,
      ControllerEvent.@Nullable Identified identified) {
    if (fromNanos == recovery.detectedNanos()) {
      return "from detection at " + Text.moment(fromNanos);
    }
    long katoNanos =
        identified == null ? 0 : TimeUnit.MILLISECONDS.toNanos(identified.katoMillis());
    boolean isDue = isSent(timeline, recovery.lane(), fromNanos - katoNanos, recovery);
    return "from %s%s"
        .formatted(
            Text.moment(fromNanos),
            katoNanos > 0 && isDue
                ? ", until when the Keep Alive of %s may still have been accepted"
                    .formatted(Text.moment(fromNanos - katoNanos))
                : "");
  }

  private static boolean isSent(Timeline timeline, Lane lane, long nanos, Recovery recovery) {
    for (int i = (int) recovery.detectedSequence() - 1; i >= 0; i--) {
      if (timeline.nanos(i) < nanos) {
        return false;
      }
      if (timeline.nanos(i) == nanos
          && timeline.lane(i).equals(lane)
          && timeline.detail(i) instanceof KeepAliveEvent.Sent) {
        return true;
      }
    }
    return false;
  }

  long endNanos() {
    return fromNanos + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Returns T with its formula: {@code 2 x KATO + CQT = 15 s}. */
  String length() {
    return (formula.isEmpty() ? "T" : formula) + " = " + Text.millis(millis);
  }

  /**
   * Describes the promise for the end of T as a sentence with a leading blank, or returns an empty
   * string if nothing can be said.
   */
  String worth() {
    return switch (promise) {
      case Promise.Quiet _ -> " By then the target must have noticed and quiesced.";
      case Promise.None none -> " " + none.reason() + ", so old copies may still land later.";
      case Promise.NotKnown _ -> "";
    };
  }
}
