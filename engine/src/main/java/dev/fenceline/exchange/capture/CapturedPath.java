package dev.fenceline.exchange.capture;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.exchange.capture.packet.Endpoint;
import dev.fenceline.tap.AssociationTracker;
import dev.fenceline.tap.pdu.PduTap;

/**
 * One address of a target, with the connections to it. The capture is assumed to be taken at the
 * host: bytes to the target are captured when they enter the path, bytes to the host when they
 * leave it.
 */
final class CapturedPath {
  private final Lane lane;
  private final CaptureEvents events;
  private final PduTap tap;
  private final PathSilence silence = new PathSilence((change, nanos) -> record(nanos, change));
  private int connections;

  /** Creates a path that was first seen at the present moment. */
  CapturedPath(
      String name,
      Endpoint target,
      CaptureEvents events,
      AssociationTracker tracker,
      BrokenRules broken) {
    lane = Lane.path(name);
    this.events = events;
    tap =
        new PduTap(
            lane, events, tracker.path(name, target.toString(), AssociationTracker.View.ONE_PLACE));
    tap.tolerate(rule -> broken.add(rule, events.nanos()));
    events.record(
        lane,
        Cause.NONE,
        new PathEvent.Opened(
            target.toString(),
            target.toString(),
            PathEvent.UNKNOWN_DELAY,
            PathEvent.UNKNOWN_DELAY));
  }

  PduTap tap() {
    return tap;
  }

  /** Returns the silence of the path. */
  PathSilence silence() {
    return silence;
  }

  /** Adds a connection and returns its number. */
  int connect(long nanos) {
    connections++;
    record(nanos, new ConnectionEvent.Accepted(connections));
    return connections;
  }

  /** Ends a direction of a connection: no more bytes pass in it. */
  void end(int connection, Direction direction, long nanos) {
    at(nanos);
    for (Point point : Point.values()) {
      tap.ended(connection, direction, point);
    }
  }

  /** Records an event of a connection. */
  void record(long nanos, Detail detail) {
    at(nanos);
    events.record(lane, Cause.NONE, detail);
  }

  /** Sets the time of the tap's events. */
  void at(long nanos) {
    events.at(nanos);
  }

  /** Converts a moment to session time. */
  long sinceBegin(long nanos) {
    return events.sinceBegin(nanos);
  }

  /** Returns the point at which bytes of a direction are captured. */
  static Point point(Direction direction) {
    return switch (direction) {
      case TO_TARGET -> Point.ENTERED;
      case TO_HOST -> Point.LEFT;
    };
  }
}
