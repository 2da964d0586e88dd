package dev.fenceline.swimlane.picture;

import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.PathState;
import dev.fenceline.timeline.span.Span;

/**
 * Weights that decide which of several items in one column of pixels is shown: the one with the
 * highest weight.
 */
final class Weight {
  private Weight() {}

  static int of(ControllerState state) {
    return switch (state) {
      case NEW -> 0;
      case LIVE -> 1;
      case CONNECTING -> 2;
      case RESETTING -> 3;
      case FENCED -> 4;
      case FENCING -> 5;
      case DELETING, DELETING_NO_IO -> 6;
      case DEAD -> 7;
    };
  }

  static int of(InstanceState state) {
    return switch (state) {
      case CREATED -> 0;
      case READY -> 1;
      case SHUT_DOWN -> 2;
      case QUIESCING -> 3;
      case GONE -> 4;
    };
  }

  static int of(PathState state) {
    return switch (state) {
      case UP -> 0;
      case STALLED -> 1;
      case SILENT -> 2;
      case REFUSING -> 3;
    };
  }

  static int of(Span.TimerEnding ending) {
    return switch (ending) {
      case CANCELLED -> 0;
      case OPEN -> 1;
      case FIRED -> 2;
    };
  }

  static int of(Span.KeepAlive keepAlive) {
    return switch (keepAlive.ending()) {
      case ANSWERED -> 0;
      case OPEN -> 1;
      case FAILED -> 2;
      case EXPIRED -> 3;
    };
  }

  static int of(StripPhase piece) {
    return switch (piece.phase().kind()) {
      case STEADY -> 0;
      case RECONNECT -> 1;
      case RESET -> 2;
      case DETECT -> 3;
      case FENCE -> 4;
    };
  }

  /**
   * Returns the weight of a stack. Commands that overwrote newer data weigh more than those that
   * the target revoked.
   */
  static int of(Stack<SlowCommand> stack) {
    int worst = 0;
    for (SlowCommand command : stack.all()) {
      boolean revoked = command.span().ending() == Span.MediaEnding.REVOKED;
      worst = Math.max(worst, command.isStale() ? 2 : revoked ? 1 : 0);
    }
    return worst;
  }
}
