package dev.fenceline.verify.invariant;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that must be true after every event. One object watches one run, in order. */
interface Invariant {
  /** Its name in findings and in a scenario's {@code permits}, such as {@code H1}. */
  String id();

  /** What must be true, in one sentence. */
  String rule();

  /** The events that it must be told of: kinds, or whole families. */
  Set<Class<? extends Detail>> watches();

  /** Takes an event into account; what it breaks, or null. */
  @Nullable Breach check(Event event);
}
