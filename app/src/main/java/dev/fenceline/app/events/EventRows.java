package dev.fenceline.app.events;

import dev.fenceline.timeline.EventSet;
import java.util.List;
import java.util.function.LongFunction;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are created when the table requests them. The table keeps no memory for the events of a
 * session; while a filter is set or the rows are sorted it keeps one {@code int} for each row.
 */
final class EventRows extends ObservableListBase<EventRow> {
  private LongFunction<@Nullable EventRow> make = _ -> null;
  private int count;
  private @Nullable EventSet only;
  private int @Nullable [] sorted;

  /** Shows the first {@code events} events. */
  void showAll(int events, LongFunction<@Nullable EventRow> rows) {
    show(events, null, null, rows);
  }

  /** Shows these events. */
  void showOnly(EventSet matches, LongFunction<@Nullable EventRow> rows) {
    show(matches.size(), matches, null, rows);
  }

  /** Shows the events with these sequence numbers in this order. */
  void showSorted(int[] sequences, LongFunction<@Nullable EventRow> rows) {
    show(sequences.length, null, sequences, rows);
  }

  /** Extends the rows to the first {@code events} events, after {@link #showAll}. */
  void grow(int events) {
    if (events > count) {
      int before = count;
      beginChange();
      count = events;
      nextAdd(before, events);
      endChange();
    }
  }

  /** Reports whether all events are shown as recorded. */
  boolean showsAll() {
    return only == null && sorted == null;
  }

  private void show(
      int newCount,
      @Nullable EventSet newOnly,
      int @Nullable [] newSorted,
      LongFunction<@Nullable EventRow> rows) {
    beginChange();
    make = rows;
    count = newCount;
    only = newOnly;
    sorted = newSorted;
    nextReplace(0, newCount, List.of());
    endChange();
  }

  /**
   * Returns the row of the event, or of the last row before it; -1 if there is none. In sorted rows
   * none is before an event that has no row.
   */
  int rowOf(long sequence) {
    int[] order = sorted;
    if (order != null) {
      for (int row = 0; row < order.length; row++) {
        if (order[row] == sequence) {
          return row;
        }
      }
      return -1;
    }
    EventSet matches = only;
    return matches == null ? (int) Math.min(sequence, count) - 1 : matches.positionOf(sequence);
  }

  long sequenceOf(int row) {
    int[] order = sorted;
    EventSet matches = only;
    return order != null ? order[row] : matches == null ? row + 1L : matches.sequence(row);
  }

  @Override
  public EventRow get(int row) {
    EventRow made = make.apply(sequenceOf(row));
    if (made == null) {
      throw new IndexOutOfBoundsException(row);
    }
    return made;
  }

  /**
   * Finds a row by its sequence number. The table asks whenever its rows are replaced, and the list
   * would otherwise make every row to compare it.
   */
  @Override
  public int indexOf(Object row) {
    if (!(row instanceof EventRow wanted)) {
      return -1;
    }
    int place = rowOf(wanted.sequence());
    return place >= 0 && get(place).equals(wanted) ? place : -1;
  }

  @Override
  public int lastIndexOf(Object row) {
    return indexOf(row);
  }

  @Override
  public boolean contains(Object row) {
    return indexOf(row) >= 0;
  }

  @Override
  public int size() {
    return count;
  }
}
