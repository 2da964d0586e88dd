package dev.fenceline.link;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathState;
import dev.fenceline.event.Recorder;

/**
 * What all connections of a link share.
 *
 * @param limitBytes how much one direction of one connection holds before it stops reading
 */
record Path(
    LabLoop loop,
    Lane lane,
    Recorder recorder,
    LinkTap tap,
    OneWay toTarget,
    OneWay toHost,
    long limitBytes) {

  /** Whether a connection attempt is answered, well or badly: its handshake goes both ways. */
  boolean answersAttempts() {
    return answersAttempts(toTarget) && answersAttempts(toHost);
  }

  private static boolean answersAttempts(OneWay way) {
    return switch (way.state()) {
      case UP, REFUSING -> true;
      case STALLED, SILENT -> false;
    };
  }

  boolean refusesAttempts() {
    return toTarget.state() == PathState.REFUSING;
  }

  long record(long cause, ConnectionEvent event) {
    return recorder.record(lane, cause, event);
  }
}
