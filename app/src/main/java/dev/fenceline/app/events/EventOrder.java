package dev.fenceline.app.events;

import dev.fenceline.app.events.EventColumn.Sorting;
import dev.fenceline.timeline.Timeline;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Sorts events. The result has four bytes for each event. While it sorts by words, it keeps the
 * words of all of them.
 */
final class EventOrder {
  private static final int ASK_EVERY = 4096;

  private record Keyed(String key, int sequence) {}

  private EventOrder() {}

  /**
   * Returns the sequence numbers in another order.
   *
   * @param sequences in the order in which they were recorded; changed
   * @param by the columns, most important first; events that are equal stay as recorded
   * @throws CancellationException if the result is not wanted any more
   */
  static int[] sort(
      int[] sequences, Timeline timeline, List<Sorting> by, BooleanSupplier isCancelled) {
    for (Sorting sorting : by.reversed()) {
      if (!sorting.column().isInOrder()) {
        byWords(sequences, timeline, sorting, isCancelled);
      } else if (sorting.isDescending()) {
        Arrays.sort(sequences);
        reverse(sequences);
      } else {
        Arrays.sort(sequences);
      }
    }
    return sequences;
  }

  private static void byWords(
      int[] sequences, Timeline timeline, Sorting by, BooleanSupplier isCancelled) {
    Keyed[] keyed = new Keyed[sequences.length];
    for (int i = 0; i < keyed.length; i++) {
      if (i % ASK_EVERY == 0 && isCancelled.getAsBoolean()) {
        throw new CancellationException("the events are not to be sorted any more");
      }
      keyed[i] = new Keyed(by.column().words(timeline.event(sequences[i] - 1)), sequences[i]);
    }
    Comparator<Keyed> order = Comparator.comparing(Keyed::key);
    Arrays.parallelSort(keyed, by.isDescending() ? order.reversed() : order);
    for (int i = 0; i < keyed.length; i++) {
      sequences[i] = keyed[i].sequence();
    }
  }

  private static void reverse(int[] numbers) {
    for (int i = 0, j = numbers.length - 1; i < j; i++, j--) {
      int number = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = number;
    }
  }
}
