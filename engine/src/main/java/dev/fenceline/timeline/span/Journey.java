package dev.fenceline.timeline.span;

import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One logical operation, with every copy of it that was sent. */
public final class Journey {
  private final int version;
  private final long operation;
  private final List<Copy> copies;
  private final Steps events;

  Journey(Timeline recording, int version, long operation) {
    this(version, operation, new ArrayList<>(1), new Steps(recording));
  }

  private Journey(int version, long operation, List<Copy> copies, Steps events) {
    this.version = version;
    this.operation = operation;
    this.copies = copies;
    this.events = events;
  }

  /**
   * Returns the version of the snapshot that will contain it first. It may change until then, and
   * not afterwards.
   */
  int version() {
    return version;
  }

  /** Returns the same journey for a later snapshot. */
  Journey renewed(int nextVersion) {
    return new Journey(nextVersion, operation, new ArrayList<>(copies), events.copy());
  }

  void add(Copy copy) {
    copies.add(copy);
  }

  void replace(Copy copy, Copy newer) {
    copies.set(copies.indexOf(copy), newer);
  }

  void add(Event event) {
    events.append(event);
  }

  /** Returns the number of the operation, from 1. */
  public long operation() {
    return operation;
  }

  /** Returns the workload's request, or null if no workload was recorded. */
  public IoEvent.@Nullable Submitted request() {
    Event first = first(IoEvent.Submitted.class);
    return first != null && first.detail() instanceof IoEvent.Submitted request ? request : null;
  }

  /** Reports whether the operation is a write. */
  public boolean isWrite() {
    IoEvent.Submitted request = request();
    return request != null && request.kind() == IoKind.WRITE;
  }

  /** Returns the status of the final acknowledgement or failure, or empty if it has not ended. */
  public OptionalInt status() {
    Event ended = ended();
    return ended != null && ended.detail() instanceof IoEvent.Ended detail
        ? OptionalInt.of(detail.status())
        : OptionalInt.empty();
  }

  /** Returns the final acknowledgement or failure, or null if it has not ended. */
  public @Nullable Event ended() {
    return first(IoEvent.Ended.class);
  }

  /** Returns the events of the workload and the multipath node for this operation, in order. */
  public List<Event> events() {
    return Collections.unmodifiableList(events);
  }

  /** Returns its copies in order of submission. */
  public List<Copy> copies() {
    return List.copyOf(copies);
  }

  /** Reports whether it was held while a controller was fenced. */
  public boolean isHeld() {
    return first(IoEvent.Held.class) != null;
  }

  /**
   * Returns the event at which the first of its copies took effect on media, or null if none did or
   * media was not recorded.
   */
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

  /** Returns the copies that took effect after a later copy of the same operation had. */
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
