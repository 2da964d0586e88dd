package dev.fenceline.link;

import dev.fenceline.clock.LabLoop;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes items to a receiver in order: each in a separate task, after its delay, and not before any
 * earlier item.
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

  /** Schedules the first item only: a later item with an earlier due time must not overtake it. */
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

  /** Removes the first item before it is due and returns it; null if there is none. */
  @Nullable T takeBack() {
    Underway<T> first = underway.poll();
    return first == null ? null : first.item();
  }
}
