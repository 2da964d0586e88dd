package dev.fenceline.timeline.span;

import dev.fenceline.timeline.Timeline;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journeys of all operations of a timeline, and the copies of all commands, joined across host,
 * path and target. It is a snapshot and does not grow with the timeline.
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

  /**
   * Returns the journeys of the events that a timeline currently contains. All readers share them.
   * If the timeline has grown since the last call, they are joined again in time proportional to
   * the number of events, because the instance of a connection is known only after its first
   * commands.
   */
  public static Journeys of(Timeline timeline) {
    return timeline.index(Latest.class, Latest::new).journeys(true);
  }

  /**
   * Returns the same as {@link #of}, but the steps of copies may lack PDUs, which are most of the
   * events.
   */
  public static Journeys withoutPdus(Timeline timeline) {
    return timeline.index(Latest.class, Latest::new).journeys(false);
  }

  /** The journeys of a timeline at the size that it had last. */
  private static final class Latest {
    private final Timeline timeline;
    private int size = -1;
    private boolean hasPdus;
    private @Nullable Journeys journeys;

    Latest(Timeline timeline) {
      this.timeline = timeline;
    }

    synchronized Journeys journeys(boolean pdus) {
      Journeys known = journeys;
      int now = timeline.size();
      if (known != null && size == now && (hasPdus || !pdus)) {
        return known;
      }
      Journeys made = new Journeys(new JourneyReader(timeline, now, pdus));
      journeys = made;
      size = now;
      hasPdus = pdus;
      return made;
    }
  }

  /** Returns all operations in order of submission. */
  public Collection<Journey> all() {
    return Collections.unmodifiableCollection(operations.values());
  }

  /** Returns the journey of an operation, or null if there is none with this number. */
  public @Nullable Journey operation(long number) {
    return operations.get(number);
  }

  /**
   * Returns the copies of all commands, including admin commands, in the order in which they were
   * first recorded.
   */
  public List<Copy> copies() {
    return Collections.unmodifiableList(copies);
  }

  /** Returns the copy to which an event belongs, or null if it belongs to none. */
  public @Nullable Copy copyOf(long sequence) {
    if (sequence < 1 || sequence > copyOfEvent.length) {
      return null;
    }
    int number = copyOfEvent[(int) sequence - 1];
    return number == 0 ? null : copies.get(number - 1);
  }
}
