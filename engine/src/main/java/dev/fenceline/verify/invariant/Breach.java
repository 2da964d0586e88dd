package dev.fenceline.verify.invariant;

import dev.fenceline.event.Event;
import java.util.List;

/**
 * A breach of an invariant.
 *
 * @param text one sentence with numbers: what happened
 * @param events sequence numbers of the events that prove it, the last of which broke it
 * @param operations the logical operations concerned
 */
public record Breach(String text, List<Long> events, List<Long> operations) {
  public Breach {
    events = List.copyOf(events);
    operations = List.copyOf(operations);
  }

  /** Returns a breach that this event alone proves. */
  public static Breach by(Event event, String text) {
    return new Breach(text, List.of(event.sequence()), List.of());
  }

  /** Returns the same breach with an earlier event that belongs to the proof. */
  public Breach after(long sequence) {
    return sequence == 0 ? this : new Breach(text, List.of(sequence, events.getLast()), operations);
  }

  /** Returns the same breach with a logical operation. */
  public Breach of(long operation) {
    return new Breach(text, events, List.of(operation));
  }
}
