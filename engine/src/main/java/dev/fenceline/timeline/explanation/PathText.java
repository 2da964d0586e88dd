package dev.fenceline.timeline.explanation;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sentences about the path of a controller: since when it has passed no bytes, and in what way. */
final class PathText {
  private PathText() {}

  /** The state of one direction. */
  private record Way(PathState state, long sinceNanos) {
    String words() {
      return "%s since %s".formatted(state.word(), Text.moment(sinceNanos));
    }
  }

  /**
   * Describes the path of an event's controller at that time, or returns empty if it passed bytes.
   */
  static String at(Timeline timeline, Event event) {
    String path = pathOf(timeline, event);
    if (path.isEmpty()) {
      return "";
    }
    Way toTarget = way(timeline, event, path, Direction.TO_TARGET);
    Way toHost = way(timeline, event, path, Direction.TO_HOST);
    if (toTarget != null && toTarget.equals(toHost)) {
      return " Path %s is %s.".formatted(path, toTarget.words());
    }
    List<String> ways = new ArrayList<>();
    if (toTarget != null) {
      ways.add(toTarget.words() + " towards the target");
    }
    if (toHost != null) {
      ways.add(toHost.words() + " towards the host");
    }
    return ways.isEmpty() ? "" : " Path %s is %s.".formatted(path, String.join(", and ", ways));
  }

  private static String pathOf(Timeline timeline, Event event) {
    for (int i = (int) event.sequence() - 1; i >= 0; i--) {
      if (timeline.detail(i) instanceof ControllerEvent.Created created
          && timeline.lane(i).equals(event.lane())) {
        return created.path();
      }
    }
    return "";
  }

  /** Returns a direction that does not pass bytes normally, or null if it does. */
  private static @Nullable Way way(
      Timeline timeline, Event event, String path, Direction direction) {
    for (int i = (int) event.sequence() - 1; i >= 0; i--) {
      if (timeline.detail(i) instanceof PathEvent.StateChanged change
          && change.direction() == direction
          && timeline.lane(i).equals(Lane.path(path))) {
        return change.to() == PathState.UP ? null : new Way(change.to(), timeline.nanos(i));
      }
    }
    return null;
  }
}
