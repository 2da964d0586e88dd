package dev.fenceline.timeline;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journeys of all operations of a timeline, and the copies of all commands, joined across host,
 * path and target. A snapshot: it does not grow with the timeline.
 */
public final class Journeys {
  private final Map<Long, Journey> operations;
  private final List<Copy> copies;
  private final int[] copyOfEvent;

  private Journeys(JourneyReader reader) {
    this.operations = reader.operations();
    this.copies = reader.copies();
    this.copyOfEvent = reader.copyOfEvent();
  }

  /** The journeys of a timeline as long as it is now; takes time in proportion to its events. */
  public static Journeys of(Timeline timeline) {
    return new Journeys(new JourneyReader(timeline));
  }

  /** All operations, in the order in which they were submitted. */
  public Collection<Journey> all() {
    return Collections.unmodifiableCollection(operations.values());
  }

  /** The journey of an operation; null if there is none of this number. */
  public @Nullable Journey operation(long number) {
    return operations.get(number);
  }

  /** The copies of all commands, admin commands too, in the order in which they were first seen. */
  public List<Copy> copies() {
    return Collections.unmodifiableList(copies);
  }

  /** The copy to which an event belongs; null if it belongs to none. */
  public @Nullable Copy copyOf(long sequence) {
    if (sequence < 1 || sequence > copyOfEvent.length) {
      return null;
    }
    int number = copyOfEvent[(int) sequence - 1];
    return number == 0 ? null : copies.get(number - 1);
  }
}
