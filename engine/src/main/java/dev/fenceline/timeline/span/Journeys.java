package dev.fenceline.timeline.span;

import dev.fenceline.timeline.Timeline;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journeys of all operations of a timeline, and the copies of all commands, joined across host,
 * path and target. It is a snapshot and does not grow with the timeline.
 */
public final class Journeys {
  /** The index of the journey of each operation. It can contain later ones. */
  private final Map<Long, Integer> journeyOfOperation;

  private final List<Journey> journeys;
  private final List<Copy> copies;
  private final SharedInts copyOfEvent;

  private Journeys(JourneyReader reader) {
    journeyOfOperation = reader.journeyOfOperation();
    journeys = reader.journeys();
    copies = reader.copies();
    copyOfEvent = reader.copyOfEvent();
    reader.beginVersion();
  }

  /**
   * Returns the journeys of the events that a timeline currently contains. All readers share them,
   * and each event is read once.
   */
  public static Journeys of(Timeline timeline) {
    return timeline.index(Growing.class, Growing::new).journeys(true);
  }

  /**
   * Returns the same as {@link #of}, but the steps of copies may lack PDUs, which are most of the
   * events.
   */
  public static Journeys withoutPdus(Timeline timeline) {
    return timeline.index(Growing.class, Growing::new).journeys(false);
  }

  /** The journeys of a timeline that may grow. */
  private static final class Growing {
    private final Timeline timeline;
    private final Connections connections = new Connections();
    private JourneyReader reader;
    private int size;
    private @Nullable Journeys last;

    Growing(Timeline timeline) {
      this.timeline = timeline;
      reader = new JourneyReader(timeline, connections, false);
    }

    synchronized Journeys journeys(boolean pdus) {
      Journeys known = last;
      int end = timeline.size();
      if (known != null && size == end && (reader.hasPdus() || !pdus)) {
        return known;
      }
      Connections.Correction correction = connections.read(timeline, end);
      if (correction.isOther() || (pdus && !reader.hasPdus())) {
        reader = new JourneyReader(timeline, connections, pdus || reader.hasPdus());
      } else {
        correction.identified().forEach(reader::identified);
      }
      reader.read(end);
      Journeys made = new Journeys(reader);
      last = made;
      size = end;
      return made;
    }
  }

  /** Returns all operations in order of submission. */
  public Collection<Journey> all() {
    return journeys;
  }

  /** Returns the journey of an operation, or null if there is none with this number. */
  public @Nullable Journey operation(long number) {
    Integer index = journeyOfOperation.get(number);
    return index == null || index >= journeys.size() ? null : journeys.get(index);
  }

  /**
   * Returns the copies of all commands, including admin commands, in the order in which they were
   * first recorded.
   */
  public List<Copy> copies() {
    return copies;
  }

  /** Returns the copy to which an event belongs, or null if it belongs to none. */
  public @Nullable Copy copyOf(long sequence) {
    int number = copyOfEvent.get(Math.clamp(sequence - 1, -1, Integer.MAX_VALUE));
    return number == 0 ? null : copies.get(number - 1);
  }
}
