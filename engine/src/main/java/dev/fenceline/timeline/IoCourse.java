package dev.fenceline.timeline;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How the I/O of a failed controller went on. Each case but the last is made from the event that
 * shows it; what no event shows is not known.
 */
public sealed interface IoCourse {
  /**
   * It went on over another controller of the same host.
   *
   * @param nanos when the first request did
   * @param controller which one took it
   * @param moved how many requests of the failed controller went to others; 0: it had none, and the
   *     first new one shows it
   */
  record OverOtherPath(long nanos, String controller, int moved) implements IoCourse {}

  /** No path was usable: it waited until one was, and the first request went on at this moment. */
  record Waited(long untilNanos) implements IoCourse {}

  /** Requests wait when the recording ends. */
  record Waiting() implements IoCourse {}

  /** It ended with an error to the application, for the first time at this moment. */
  record Failed(long nanos) implements IoCourse {}

  /** No request was out on it when it failed, and no new one was sent anywhere until it ended. */
  record Idle() implements IoCourse {}

  /** No event shows it. */
  record NotKnown() implements IoCourse {}

  /** When I/O went on; empty: it did not, or that is not known. */
  default OptionalLong resumedNanos() {
    return switch (this) {
      case OverOtherPath it -> OptionalLong.of(it.nanos());
      case Waited it -> OptionalLong.of(it.untilNanos());
      case Waiting _, Failed _, Idle _, NotKnown _ -> OptionalLong.empty();
    };
  }

  /** In a word, as JSON says it; null: not known. */
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
