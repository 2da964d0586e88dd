package dev.fenceline.verify.invariant;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.value.Rule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition that must hold after every event. One object watches one run, in order. */
public interface Invariant {
  /** Returns the condition. */
  Rule.Invariant rule();

  /** Returns the events that it needs: kinds or whole families. */
  Set<Class<? extends Detail>> watches();

  /**
   * Takes an event into account and returns the breach that it causes, or null if there is none.
   */
  @Nullable Breach check(Event event);
}
