package dev.fenceline.timeline;

import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.IoKind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One logical operation, with every copy of it that was sent. */
public final class Journey {
  private final long operation;
  private final List<Copy> copies = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  Journey(long operation) {
    this.operation = operation;
  }

  void add(Copy copy) {
    copies.add(copy);
  }

  void add(Event event) {
    events.add(event);
  }

  /** Its number, from 1. */
  public long operation() {
    return operation;
  }

  /** What the workload asked for; null where no workload was seen. */
  public IoEvent.@Nullable Submitted request() {
    Event first = first(IoEvent.Submitted.class);
    return first != null && first.detail() instanceof IoEvent.Submitted request ? request : null;
  }

  /** Whether it writes. */
  public boolean isWrite() {
    IoEvent.Submitted request = request();
    return request != null && request.kind() == IoKind.WRITE;
  }

  /** The status of the final acknowledgement or failure; empty: it has not ended. */
  public OptionalInt status() {
    Event ended = ended();
    return ended != null && ended.detail() instanceof IoEvent.Ended detail
        ? OptionalInt.of(detail.status())
        : OptionalInt.empty();
  }

  /** The final acknowledgement or failure; null: it has not ended. */
  public @Nullable Event ended() {
    return first(IoEvent.Ended.class);
  }

  /** What the workload and the multipath node did with it, in order. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Its copies, in the order in which they were submitted. */
  public List<Copy> copies() {
    return List.copyOf(copies);
  }

  /** Whether it was held while a controller was fenced. */
  public boolean isHeld() {
    return first(IoEvent.Held.class) != null;
  }

  /** When the first of its copies took effect on media; null: none did, or media was not seen. */
  public @Nullable Event firstLanding() {
    Event first = null;
    for (Copy copy : copies) {
      Event landed = copy.landed();
      if (landed != null && (first == null || landed.sequence() < first.sequence())) {
        first = landed;
      }
    }
    return first;
  }

  /** The copies that took effect after a later copy of the same operation had. */
  public List<Copy> staleCopies() {
    List<Copy> stale = new ArrayList<>();
    for (int i = 0; i < copies.size(); i++) {
      Event landed = copies.get(i).landed();
      for (int later = i + 1; landed != null && later < copies.size(); later++) {
        Event other = copies.get(later).landed();
        if (other != null && other.sequence() < landed.sequence()) {
          stale.add(copies.get(i));
          break;
        }
      }
    }
    return stale;
  }

  private @Nullable Event first(Class<? extends IoEvent> type) {
    for (Event event : events) {
      if (type.isInstance(event.detail())) {
        return event;
      }
    }
    return null;
  }
}
