package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.swimlane.ExtraLanes;
import dev.fenceline.swimlane.LaneLayout;
import dev.fenceline.swimlane.Picture;
import dev.fenceline.swimlane.TimeAxis;
import java.util.Set;

/** What there is to draw of a session as long as it was when this was computed. */
record Drawn(Picture picture, LaneLayout layout, TimeAxis linear) {
  static Drawn of(OpenSession session) {
    Picture picture = Picture.of(session.timeline());
    return new Drawn(picture, LaneLayout.of(picture), picture.linear());
  }

  /** The same with these lanes beyond the usual ones. */
  Drawn with(Set<ExtraLanes> extra) {
    return new Drawn(picture, LaneLayout.of(picture, extra), linear);
  }

  TimeAxis axis(boolean elastic) {
    return elastic ? picture.elastic() : linear;
  }
}
