package dev.fenceline.swimlane.layout;

import dev.fenceline.event.Lane;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Span;
import java.util.Set;
import java.util.stream.Collectors;

/** The lanes of the controllers that failed, at the host and at the target. */
public final class FailedLanes {
  private FailedLanes() {}

  /** Returns the layout of these lanes; of all lanes if no controller failed. */
  public static LaneLayout of(Picture picture) {
    Set<Lane> failed =
        Recoveries.of(picture.timeline()).stream().map(Recovery::lane).collect(Collectors.toSet());
    LaneLayout all = LaneLayout.of(picture);
    return failed.isEmpty() ? all : all.only(lane -> isConcerned(picture, failed, lane));
  }

  private static boolean isConcerned(Picture picture, Set<Lane> failed, Lane lane) {
    return switch (lane.group()) {
      case HOST -> failed.contains(lane);
      case TARGET ->
          picture.spans().spans(lane, Span.Instance.class).stream()
              .anyMatch(span -> hasStopped(span.state()));
      case WORKLOAD, PATH, LAB -> false;
    };
  }

  private static boolean hasStopped(InstanceState state) {
    return switch (state) {
      case CREATED, READY -> false;
      case QUIESCING, SHUT_DOWN, GONE -> true;
    };
  }
}
