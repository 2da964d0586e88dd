package dev.fenceline.remote;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Explains why a host could not connect to a real target, and names the address. */
public final class ConnectProblem {
  private final Map<Lane, ControllerEvent.Created> controllers = new HashMap<>();
  private final Map<Lane, String> refusals = new HashMap<>();
  private Optional<String> found = Optional.empty();

  private ConnectProblem() {}

  /**
   * Returns the first failure of a controller to connect for the first time, or empty if there was
   * none.
   */
  public static Optional<String> find(Timeline timeline) {
    ConnectProblem problem = new ConnectProblem();
    for (int i = 0, size = timeline.size(); i < size && problem.found.isEmpty(); i++) {
      problem.take(timeline.event(i));
    }
    return problem.found;
  }

  private void take(Event event) {
    switch (event.detail()) {
      case ControllerEvent.Created created -> controllers.put(event.lane(), created);
      case ConnectionEvent.Refused refused -> refusals.put(event.lane(), refused.reason());
      case ControllerEvent.ConnectFailed failed -> found = words(event.lane(), failed);
      default -> {}
    }
  }

  private Optional<String> words(Lane lane, ControllerEvent.ConnectFailed failed) {
    ControllerEvent.Created created = controllers.get(lane);
    if (created == null) {
      return Optional.empty();
    }
    String why =
        refusals.getOrDefault(
            Lane.path(created.path()), "%s: %s".formatted(failed.step(), failed.text()));
    return Optional.of("no connection to %s: %s".formatted(created.address(), why));
  }
}
