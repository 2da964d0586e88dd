package dev.fenceline.app.events;

import java.util.Arrays;
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
  private int @Nullable [] sequences;

  /** Shows the first {@code events} events. */
  void showAll(int events, LongFunction<@Nullable EventRow> rows) {
    show(events, null, rows);
  }

  /** Shows the events with these sequence numbers, which must be in order. */
  void showOnly(int[] matches, LongFunction<@Nullable EventRow> rows) {
    show(matches.length, matches, rows);
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
    return sequences == null;
  }

  private void show(
      int newCount, int @Nullable [] newSequences, LongFunction<@Nullable EventRow> rows) {
    beginChange();
    make = rows;
    count = newCount;
    sequences = newSequences;
    nextReplace(0, newCount, List.of());
    endChange();
  }

  /** Returns the row of the event, or of the last row before it; -1 if there is none. */
  int rowOf(long sequence) {
    int[] matches = sequences;
    if (matches == null) {
      return (int) Math.min(sequence, count) - 1;
    }
    int found = Arrays.binarySearch(matches, (int) sequence);
    return found >= 0 ? found : -found - 2;
  }

  /** Returns the sequence number of the event in a row. */
  long sequenceOf(int row) {
    int[] matches = sequences;
    return matches == null ? row + 1L : matches[row];
  }

  @Override
  public EventRow get(int row) {
    EventRow made = make.apply(sequenceOf(row));
    if (made == null) {
      throw new IndexOutOfBoundsException(row);
    }
    return made;
  }

  @Override
  public int size() {
    return count;
  }
}
