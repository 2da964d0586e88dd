package dev.fenceline.link;

import dev.fenceline.clock.LabLoop;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands items on later, in their order: each in a turn of its own, after its delay, and not before
 * any earlier one.
 */
final class DelayLine<T> {
  private record Underway<T>(long dueNanos, T item) {}

  private final LabLoop loop;
  private final Consumer<T> receiver;
  private final ArrayDeque<Underway<T>> underway = new ArrayDeque<>();
  private final Runnable arrival = this::arrive;
  private boolean scheduled;

  DelayLine(LabLoop loop, Consumer<T> receiver) {
    this.loop = loop;
    this.receiver = receiver;
  }

  boolean isEmpty() {
    return underway.isEmpty();
  }

  void send(T item, long delayNanos) {
    underway.add(new Underway<>(loop.nanos() + delayNanos, item));
    scheduleNext();
  }

  /** Only the first item has a turn booked: what is due before it still comes behind it. */
  private void scheduleNext() {
    Underway<T> next = underway.peek();
    if (next == null || scheduled) {
      return;
    }
    scheduled = true;
    long waitNanos = next.dueNanos() - loop.nanos();
    if (waitNanos > 0) {
      loop.schedule(waitNanos, arrival);
    } else {
      loop.execute(arrival);
    }
  }

  private void arrive() {
    scheduled = false;
    Underway<T> arrived = underway.poll();
    if (arrived != null) {
      receiver.accept(arrived.item());
      scheduleNext();
    }
  }

  /** Takes out the first item before its time; null when there is none. */
  @Nullable T takeBack() {
    Underway<T> first = underway.poll();
    return first == null ? null : first.item();
  }
}
