package dev.fenceline.timeline.recovery;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a failed controller's I/O. Each case except the last is derived from the event
 * that shows it. What no event shows is unknown.
 */
public sealed interface IoOutcome {
  /**
   * I/O continued over another controller of the same host.
   *
   * @param nanos when the first request continued
   * @param controller the controller that took the request
   * @param moved number of requests of the failed controller that went to others, or 0 if it had
   *     none and a new request shows that I/O continued
   */
  record OverOtherPath(long nanos, String controller, int moved) implements IoOutcome {}

  /**
   * No path was usable. I/O waited until a path was usable, and the first request continued at this
   * moment.
   */
  record Waited(long untilNanos) implements IoOutcome {}

  /** Requests still wait at the end of the recording. */
  record Waiting() implements IoOutcome {}

  /** I/O ended with an error for the application, for the first time at this moment. */
  record Failed(long nanos) implements IoOutcome {}

  /**
   * No request was in flight on the controller when it failed, and no new one was sent anywhere
   * until the recovery ended.
   */
  record Idle() implements IoOutcome {}

  /** No event shows the outcome. */
  record NotKnown() implements IoOutcome {}

  /** Returns when I/O continued, or empty if it did not or that is not known. */
  default OptionalLong resumedNanos() {
    return switch (this) {
      case OverOtherPath it -> OptionalLong.of(it.nanos());
      case Waited it -> OptionalLong.of(it.untilNanos());
      case Waiting _, Failed _, Idle _, NotKnown _ -> OptionalLong.empty();
    };
  }

  /** Returns the word that JSON uses, or null if it is not known. */
  default @Nullable String wordOrNull() {
    return switch (this) {
      case OverOtherPath _ -> "over-other-path";
      case Waited _ -> "waited";
      case Waiting _ -> "waiting";
      case Failed _ -> "failed";
      case Idle _ -> "idle";
      case NotKnown _ -> null;
    };
  }
}
