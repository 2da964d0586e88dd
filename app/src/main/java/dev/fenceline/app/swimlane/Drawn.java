package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.swimlane.ExtraLanes;
import dev.fenceline.swimlane.LaneLayout;
import dev.fenceline.swimlane.Picture;
import dev.fenceline.swimlane.TimeAxis;
import java.util.Set;

/** What the swimlanes draw of a session, computed from the events it had at that time. */
record Drawn(Picture picture, LaneLayout layout, TimeAxis linear) {
  static Drawn of(OpenSession session) {
    Picture picture = Picture.of(session.timeline());
    return new Drawn(picture, LaneLayout.of(picture), picture.linear());
  }

  /** Returns the same picture with additional lanes. */
  Drawn with(Set<ExtraLanes> extra) {
    return new Drawn(picture, LaneLayout.of(picture, extra), linear);
  }

  TimeAxis axis(boolean elastic) {
    return elastic ? picture.elastic() : linear;
  }
}
