package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a log while it is read. Two things become known late although they belong to
 * earlier events: the state when the log begins, and numbers that only a later line contains.
 */
final class Recording {
  /** One event, before it has a sequence number. */
  static final class Entry {
    private final long nanos;
    private final Lane lane;
    private final @Nullable Entry cause;
    private Detail detail;
    private boolean isDropped;
    private long sequence;

    private Entry(long nanos, Lane lane, @Nullable Entry cause, Detail detail) {
      this.nanos = nanos;
      this.lane = lane;
      this.cause = cause;
      this.detail = detail;
    }

    /** Replaces the detail by a more accurate one. */
    void correct(Detail better) {
      detail = better;
    }

    /** Removes an event that was concluded too early. */
    void drop() {
      isDropped = true;
    }

    /** Restores an event that was removed. */
    void restore() {
      isDropped = false;
    }

    long nanos() {
      return nanos;
    }

    Lane lane() {
      return lane;
    }

    Detail detail() {
      return detail;
    }
  }

  private final List<Entry> before = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  /** Adds an event for the state when the log began. */
  Entry addBefore(Lane lane, Detail detail) {
    Entry entry = new Entry(0, lane, null, detail);
    before.add(entry);
    return entry;
  }

  /** Adds the next event. */
  Entry add(long nanos, Lane lane, @Nullable Entry cause, Detail detail) {
    Entry entry = new Entry(nanos, lane, cause, detail);
    entries.add(entry);
    return entry;
  }

  /** Returns the number of events. */
  int size() {
    return before.size() + entries.size();
  }

  /** Returns all events in order of time, numbered. */
  List<Event> events() {
    List<Event> events = new ArrayList<>(size());
    List<Entry> inOrder = new ArrayList<>(entries);
    inOrder.sort(Comparator.comparingLong(Entry::nanos));
    for (List<Entry> part : List.of(before, inOrder)) {
      for (Entry entry : part) {
        if (!entry.isDropped) {
          entry.sequence = events.size() + 1L;
          Cause cause = entry.cause == null ? Cause.NONE : Cause.of(entry.cause.sequence);
          events.add(new Event(entry.sequence, entry.nanos, entry.lane, cause, entry.detail));
        }
      }
    }
    return events;
  }
}
