package dev.fenceline.exchange.capture.packet;

import java.io.IOException;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a capture in order of time. Programs that capture on several interfaces may write
 * packets of one interface after later ones of another. This class sorts them within limits of time
 * and memory.
 */
public final class OrderedSource implements PacketSource {
  /** A packet that comes later in the file than its time by more than this is not moved. */
  static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final int PACKETS_MAX = 1 << 16;
  private static final long BYTES_MAX = 1 << 23;

  private record Held(Packet packet, long number) implements Comparable<Held> {
    @Override
    public int compareTo(Held other) {
      int byTime = Long.compare(packet.nanos(), other.packet.nanos());
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PacketSource source;
  private final PriorityQueue<Held> held = new PriorityQueue<>();
  private long heldBytes;
  private long newestNanos = Long.MIN_VALUE;
  private long count;
  private boolean isOver;

  public OrderedSource(PacketSource source) {
    this.source = source;
  }

  @Override
  public @Nullable Packet next() throws IOException {
    while (!isOver && !isFull()) {
      Packet packet = source.next();
      if (packet == null) {
        isOver = true;
      } else {
        hold(packet);
      }
    }
    Held first = held.poll();
    if (first == null) {
      return null;
    }
    heldBytes -= first.packet.bytes().capacity();
    return first.packet;
  }

  private void hold(Packet packet) {
    held.add(new Held(packet, count++));
    heldBytes += packet.bytes().capacity();
    newestNanos = Math.max(newestNanos, packet.nanos());
  }

  private boolean isFull() {
    Held first = held.peek();
    return first != null
        && (newestNanos - first.packet.nanos() > WINDOW_NANOS
            || held.size() >= PACKETS_MAX
            || heldBytes >= BYTES_MAX);
  }

  @Override
  public @Nullable String problem() {
    return source.problem();
  }

  @Override
  public long dropped() {
    return source.dropped();
  }
}
