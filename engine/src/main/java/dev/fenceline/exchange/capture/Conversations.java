package dev.fenceline.exchange.capture;

import dev.fenceline.exchange.capture.packet.Endpoint;
import dev.fenceline.exchange.capture.packet.TcpSegment;
import dev.fenceline.tap.AssociationTracker;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The TCP connections of a capture, and the paths of its NVMe/TCP connections. */
final class Conversations implements Conversation.Paths {
  /**
   * The largest number of concurrent connections that are followed. If there are more, the one that
   * has been silent for the longest time is closed.
   */
  private static final int OPEN_MAX = 1 << 16;

  /** The largest number of target addresses that are followed. */
  private static final int PATHS_MAX = 1 << 10;

  /** Both endpoints of a connection, the lower one first. */
  private record Key(Endpoint one, Endpoint other) {}

  private final CaptureEvents events;
  private final AssociationTracker tracker;
  private final Map<Endpoint, CapturedPath> paths = new LinkedHashMap<>();
  private final Map<Key, Conversation> open = new LinkedHashMap<>(16, 0.75f, true);
  private final BrokenRules broken = new BrokenRules();
  private long count;
  private long nvme;
  private long gaps;

  Conversations(CaptureEvents events) {
    this.events = events;
    tracker = new AssociationTracker(events::nanos, events);
  }

  /** Returns the number of TCP connections. */
  long count() {
    return count;
  }

  /** Returns the number of finished NVMe/TCP connections. */
  long nvme() {
    return nvme;
  }

  /** Returns the number of gaps in finished NVMe/TCP connections. */
  long gaps() {
    return gaps;
  }

  /** Returns the rules that the PDUs of NVMe/TCP connections break. */
  BrokenRules broken() {
    return broken;
  }

  /**
   * Advances the time to this moment of the capture and records conclusions from silence that are
   * due by then.
   */
  void passTo(long nanos) {
    long now = events.sinceBegin(nanos);
    while (tracker.dueNanos() <= now) {
      long due = tracker.dueNanos();
      events.at(nanos - (now - due));
      tracker.due();
      if (tracker.dueNanos() <= due) {
        return;
      }
    }
  }

  /** Handles a segment. */
  void segment(long nanos, TcpSegment segment) {
    Key key = key(segment);
    Conversation conversation = open.get(key);
    if (conversation != null && conversation.isReusedBy(segment)) {
      close(conversation, nanos);
      conversation = null;
    }
    if (conversation == null) {
      if (segment.has(TcpSegment.RST)) {
        return;
      }
      count++;
      conversation = new Conversation(this, segment);
      open.put(key, conversation);
      if (open.size() > OPEN_MAX) {
        closeEldest(nanos);
      }
    }
    conversation.segment(nanos, segment);
  }

  private static Key key(TcpSegment segment) {
    Endpoint source = segment.source();
    Endpoint destination = segment.destination();
    return source.compareTo(destination) <= 0
        ? new Key(source, destination)
        : new Key(destination, source);
  }

  private void closeEldest(long nanos) {
    Iterator<Conversation> eldest = open.values().iterator();
    Conversation conversation = eldest.next();
    eldest.remove();
    close(conversation, nanos);
  }

  private void close(Conversation conversation, long nanos) {
    conversation.close(nanos);
    nvme += conversation.isNvme() ? 1 : 0;
    gaps += conversation.gaps();
  }

  /** Closes all connections at the end of the capture. */
  void closeAll(long nanos) {
    open.values().forEach(conversation -> close(conversation, nanos));
    open.clear();
  }

  @Override
  public Optional<CapturedPath> path(Endpoint target, long nanos) {
    if (!paths.containsKey(target) && paths.size() < PATHS_MAX) {
      events.at(nanos);
      paths.put(
          target,
          new CapturedPath(String.valueOf(paths.size() + 1), target, events, tracker, broken));
    }
    return known(target);
  }

  @Override
  public Optional<CapturedPath> known(Endpoint target) {
    return Optional.ofNullable(paths.get(target));
  }
}
