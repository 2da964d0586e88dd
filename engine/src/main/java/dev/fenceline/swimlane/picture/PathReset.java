package dev.fenceline.swimlane.picture;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A fault that reset the connections of a path. The state of the path does not change, so nothing
 * else on its lane shows the reset.
 *
 * @param path the lane of the path
 * @param event the fault
 */
public record PathReset(Lane path, Event event) {
  private static final Pattern COMMAND = Pattern.compile("fault path (\\S+) reset");

  /** Returns the resets on each lane, in order. */
  static Map<Lane, List<PathReset>> of(Timeline timeline, int size) {
    return timeline.events(size, RunEvent.FaultApplied.class).stream()
        .flatMap(event -> of(event).stream())
        .collect(Collectors.groupingBy(PathReset::path, Collectors.toList()));
  }

  private static List<PathReset> of(Event event) {
    if (!(event.detail() instanceof RunEvent.FaultApplied fault)) {
      return List.of();
    }
    Matcher command = COMMAND.matcher(fault.command());
    return command.matches()
        ? List.of(new PathReset(Lane.path(command.group(1)).marked(event.lane().mark()), event))
        : List.of();
  }

  /** Reports whether a person injected the fault. */
  public boolean byHand() {
    return event.detail() instanceof RunEvent.FaultApplied fault && fault.byHand();
  }
}
