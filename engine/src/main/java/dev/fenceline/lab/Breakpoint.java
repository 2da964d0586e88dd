package dev.fenceline.lab;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.timeline.EventFilter;
import java.util.Locale;
import java.util.Optional;

/** What stops a run in virtual time. {@link BreakpointPrompt} reads it as users write it. */
public sealed interface Breakpoint {
  /**
   * Reports whether the run stops after an event.
   *
   * @param beforeNanos the time of the event before it
   */
  boolean isHit(Event event, long beforeNanos);

  /** Returns it as users write it. */
  String text();

  /**
   * A controller, a path or an instance of the target enters a state.
   *
   * @param name its name, such as {@code nvme4}, {@code A} or {@code 2.1}
   * @param state the name of the state, such as {@code FENCING}
   */
  record Enters(String name, String state) implements Breakpoint {
    @Override
    public boolean isHit(Event event, long beforeNanos) {
      return event.lane().name().equals(name) && entered(event).filter(state::equals).isPresent();
    }

    @Override
    public String text() {
      return name + " enters " + state;
    }
  }

  /** The run reaches a time; it stops after the first event from then on. */
  record At(long nanos, String text) implements Breakpoint {
    @Override
    public boolean isHit(Event event, long beforeNanos) {
      return event.nanos() >= nanos && (beforeNanos < nanos || event.sequence() == 1);
    }
  }

  /** An event that the find field would find. */
  record Matches(EventFilter filter) implements Breakpoint {
    @Override
    public boolean isHit(Event event, long beforeNanos) {
      return filter.test(event);
    }

    @Override
    public String text() {
      return "when " + filter;
    }
  }

  /** Returns the name of the state that an event enters; empty if it changes no state. */
  static Optional<String> entered(Event event) {
    return switch (event.detail()) {
      case ControllerEvent.StateChanged it -> Optional.of(it.to().name());
      case PathEvent.StateChanged it -> Optional.of(it.to().name());
      case InstanceEvent.StateChanged it -> Optional.of(it.to().name());
      default -> Optional.empty();
    };
  }

  /** Returns a change of state in the words of a breakpoint; empty if it is none. */
  static Optional<String> words(Event event) {
    return entered(event)
        .map(state ->
            (event.lane().group() == Lane.Group.PATH ? "path " : "")
                + event.lane().name()
                + " enters "
                + state.toUpperCase(Locale.ROOT));
  }
}
