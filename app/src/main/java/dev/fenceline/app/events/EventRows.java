package dev.fenceline.app.events;

import dev.fenceline.timeline.EventSet;
import java.util.List;
import java.util.function.LongFunction;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are created when the table requests them. The table keeps no memory for the events of a
 * session; while a filter is set it keeps one {@code int} for each match.
 */
final class EventRows extends ObservableListBase<EventRow> {
  private LongFunction<@Nullable EventRow> make = _ -> null;
  private int count;
  private @Nullable EventSet only;

  /** Shows the first {@code events} events. */
  void showAll(int events, LongFunction<@Nullable EventRow> rows) {
    show(events, null, rows);
  }

  /** Shows these events. */
  void showOnly(EventSet matches, LongFunction<@Nullable EventRow> rows) {
    show(matches.size(), matches, rows);
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

  /** Reports whether all events are shown. */
  boolean showsAll() {
    return only == null;
  }

  private void show(
      int newCount, @Nullable EventSet newOnly, LongFunction<@Nullable EventRow> rows) {
    beginChange();
    make = rows;
    count = newCount;
    only = newOnly;
    nextReplace(0, newCount, List.of());
    endChange();
  }

  /** Returns the row of the event, or of the last row before it; -1 if there is none. */
  int rowOf(long sequence) {
    EventSet matches = only;
    return matches == null ? (int) Math.min(sequence, count) - 1 : matches.positionOf(sequence);
  }

  /** Returns the sequence number of the event in a row. */
  long sequenceOf(int row) {
    EventSet matches = only;
    return matches == null ? row + 1L : matches.sequence(row);
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
