package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.swimlane.layout.Arrangement;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.picture.ExtraLanes;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.TimeAxis;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Journeys;
import java.util.Set;

/** The part of a session that the swimlanes draw, computed from the events it had at that time. */
record LanesPicture(Picture picture, LaneLayout layout, TimeAxis linear) {
  static LanesPicture of(OpenSession session) {
    Timeline timeline = session.timeline();
    // Runs in parallel with the rest, because it takes half as long as a picture.
    Thread.ofVirtual().name("journeys").start(() -> Journeys.of(timeline));
    Picture picture = Picture.of(timeline);
    return new LanesPicture(picture, LaneLayout.of(picture), picture.linear());
  }

  /** Returns what can be drawn of the part of a session that has been read so far. */
  static LanesPicture soFar(Timeline timeline) {
    Picture picture = Picture.soFar(timeline);
    return new LanesPicture(picture, LaneLayout.of(picture), picture.linear());
  }

  /** Returns the same picture with additional lanes, arranged by the user. */
  LanesPicture with(Set<ExtraLanes> extra, Arrangement arrangement) {
    return new LanesPicture(picture, layout.with(extra, arrangement), linear);
  }

  /** Returns the same picture with its pinned lanes where they are after scrolling. */
  LanesPicture scrolledTo(double scrollY) {
    return new LanesPicture(picture, layout.scrolledTo(scrollY), linear);
  }

  TimeAxis axis(boolean elastic) {
    return elastic ? picture.elastic() : linear;
  }
}
