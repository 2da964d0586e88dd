package dev.fenceline.app.inspector;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import dev.fenceline.timeline.span.Journeys;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The chain of events that an event belongs to. That of a command is its journey: all steps of all
 * its copies, at the host, on the wire and at the target. Any other chain is one of causes.
 */
final class EventChain {
  private final OpenSession session;
  private final @Nullable Journeys journeys;

  /**
   * Creates the chains of a session.
   *
   * @param journeys null if they are not known yet
   */
  EventChain(OpenSession session, @Nullable Journeys journeys) {
    this.session = session;
    this.journeys = journeys;
  }

  /** Returns the event before another one: the previous step, or else its cause. */
  Optional<Event> before(Event event) {
    List<Event> steps = steps(event);
    int at = index(steps, event);
    return at > 0
        ? Optional.of(steps.get(at - 1))
        : session.find(event.cause()).filter(cause -> cause.sequence() < event.sequence());
  }

  /** Returns the event after another one: the next step, or else its first effect. */
  Optional<Event> after(Event event) {
    List<Event> steps = steps(event);
    int at = index(steps, event);
    return at >= 0 && at + 1 < steps.size()
        ? Optional.of(steps.get(at + 1))
        : session.effectsOf(event.sequence(), 1).stream().findFirst();
  }

  private static int index(List<Event> steps, Event event) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).sequence() == event.sequence()) {
        return i;
      }
    }
    return -1;
  }

  private static long operation(Event event) {
    return event.detail() instanceof IoEvent io ? io.operation() : 0;
  }

  /** Returns the steps of the command of an event; empty if it belongs to none. */
  private List<Event> steps(Event event) {
    if (journeys == null) {
      return List.of();
    }
    Copy copy = journeys.copyOf(event.sequence());
    long operation = copy == null ? operation(event) : copy.operation();
    Journey journey = operation == 0 ? null : journeys.operation(operation);
    if (journey == null) {
      return copy == null ? List.of() : copy.steps();
    }
    return Stream.concat(
            journey.events().stream(), journey.copies().stream().flatMap(it -> it.steps().stream()))
        .sorted(Comparator.comparingLong(Event::sequence))
        .distinct()
        .toList();
  }
}
