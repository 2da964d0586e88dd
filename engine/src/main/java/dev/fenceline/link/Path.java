package dev.fenceline.link;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.PathState;

/**
 * The state that all connections of a link share.
 *
 * @param limitBytes number of bytes that one direction of a connection holds before it stops
 *     reading
 */
record Path(
    LabLoop loop,
    Lane lane,
    Recorder recorder,
    LinkTap tap,
    PathDirection toTarget,
    PathDirection toHost,
    long limitBytes) {

  /**
   * Reports whether a connection attempt is answered, either accepted or refused. The handshake
   * needs both directions.
   */
  boolean answersAttempts() {
    return answersAttempts(toTarget) && answersAttempts(toHost);
  }

  private static boolean answersAttempts(PathDirection way) {
    return switch (way.state()) {
      case UP, REFUSING -> true;
      case STALLED, SILENT -> false;
    };
  }

  boolean refusesAttempts() {
    return toTarget.state() == PathState.REFUSING;
  }

  Cause record(Cause cause, ConnectionEvent event) {
    return recorder.record(lane, cause, event);
  }
}
