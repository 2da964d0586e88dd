package dev.fenceline.exchange.capture;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Direction;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.Point;
import dev.fenceline.tap.AssociationTracker;
import dev.fenceline.tap.PduTap;

/**
 * One address of a target, with the connections to it. The capture is taken to be the host's: what
 * goes to the target is seen as it enters the path, what comes back as it leaves it.
 */
final class CapturedPath {
  private final Lane lane;
  private final CaptureEvents events;
  private final PduTap tap;
  private final PathSilence silence = new PathSilence((change, nanos) -> record(nanos, change));
  private int connections;

  /** A path that was seen first at the present moment. */
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
        0,
        new PathEvent.Opened(
            target.toString(),
            target.toString(),
            PathEvent.UNKNOWN_DELAY,
            PathEvent.UNKNOWN_DELAY));
  }

  PduTap tap() {
    return tap;
  }

  /** Whether it passes bytes. */
  PathSilence silence() {
    return silence;
  }

  /** The next connection; returns its number. */
  int connect(long nanos) {
    connections++;
    record(nanos, new ConnectionEvent.Accepted(connections));
    return connections;
  }

  /** Nothing more passes in a direction of a connection. */
  void end(int connection, Direction direction, long nanos) {
    at(nanos);
    for (Point point : Point.values()) {
      tap.ended(connection, direction, point);
    }
  }

  /** Something happened to a connection. */
  void record(long nanos, Detail detail) {
    at(nanos);
    events.record(lane, 0, detail);
  }

  /** What the tap says now happened at this moment. */
  void at(long nanos) {
    events.at(nanos);
  }

  /** A moment as the session counts it. */
  long sinceBegin(long nanos) {
    return events.sinceBegin(nanos);
  }

  /** Where bytes of a direction are seen. */
  static Point point(Direction direction) {
    return switch (direction) {
      case TO_TARGET -> Point.ENTERED;
      case TO_HOST -> Point.LEFT;
    };
  }
}
