package dev.fenceline.timeline.recovery;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.timeline.Derived;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Finds the controllers that were closed and connected again without a recovery that was seen. */
public final class Returns {
  private final List<Return> found = new ArrayList<>();

  /** The position of the return that has not ended, for each controller. */
  private final Map<Lane, Integer> open = new HashMap<>();

  private final Derived<List<Return>> derived;

  private Returns(Timeline timeline) {
    derived =
        new Derived<>(
            timeline, List.of(ControllerEvent.class), this::read, () -> List.copyOf(found));
  }

  /** Returns those in the events that a timeline currently contains, in order. */
  public static List<Return> of(Timeline timeline) {
    return timeline.index(Returns.class, Returns::new).derived.now();
  }

  private void read(Event event) {
    switch (event.detail()) {
      case ControllerEvent.Returned it -> {
        open.put(event.lane(), found.size());
        found.add(new Return(event.lane(), it.closedNanos(), event.nanos(), OptionalLong.empty()));
      }
      case ControllerEvent.StateChanged it when it.to() == ControllerState.LIVE -> {
        Integer position = open.remove(event.lane());
        if (position != null) {
          Return began = found.get(position);
          found.set(
              position,
              new Return(
                  began.lane(),
                  began.closedNanos(),
                  began.connectingNanos(),
                  OptionalLong.of(event.nanos())));
        }
      }
      default -> {}
    }
  }
}
