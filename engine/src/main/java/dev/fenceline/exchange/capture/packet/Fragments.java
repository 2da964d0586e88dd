package dev.fenceline.exchange.capture.packet;

import dev.fenceline.exchange.capture.packet.IpPacket.Fragment;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Joins the fragments of IP packets, in any order, as a receiver does (RFC 791, 8200 section 4.5,
 * 5722). A packet is given up if its fragments contradict one another or do not arrive within the
 * limits of time, distance and memory.
 */
public final class Fragments {
  /** The time that Linux waits for the fragments of a packet ({@code net.ipv4.ipfrag_time}). */
  static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  /**
   * The largest number of captured packets between fragments of one packet: after twice as many, an
   * IPv4 identifier may be reused.
   */
  static final long PACKETS_BETWEEN_MAX = 1 << 15;

  /** The largest number of packets that wait for fragments. */
  public static final int OPEN_MAX = 1 << 10;

  /**
   * The largest number of bytes that are kept for waiting packets, and likewise for complete ones.
   */
  static final long BYTES_MAX = 1 << 24;

  /** The values that all fragments of a packet share. The protocol is -1 except in IPv4. */
  private record Key(Endpoint source, Endpoint destination, int protocol, int id) {}

  private final Map<Key, FragmentedPacket> open = new LinkedHashMap<>();

  /** Packets that are complete, against which repeated fragments are compared. */
  private final Map<Key, FragmentedPacket> complete = new LinkedHashMap<>();

  private long openBytes;
  private long completeBytes;
  private long impossible;
  private long incomplete;
  private long contradictory;
  private long crowdedOut;

  /**
   * Returns the packet itself if it is whole, the joined packet if this is its last missing
   * fragment, or null.
   *
   * @param nanos when it was seen
   * @param number its number in the capture
   */
  public @Nullable IpPacket whole(IpPacket ip, long nanos, long number) {
    Fragment fragment = ip.fragment();
    if (fragment == null) {
      return ip;
    }
    if (!fragment.matters()) {
      return null;
    }
    if (ip.payload().protocol() == Protocol.CUT) {
      return ip;
    }
    forget(nanos, number);
    if (!FragmentedPacket.isPossible(ip, fragment)) {
      impossible++;
      return null;
    }
    IpPacket joined = join(ip, fragment, nanos, number);
    return joined == null ? null : whole(joined, nanos, number);
  }

  private @Nullable IpPacket join(IpPacket ip, Fragment fragment, long nanos, long number) {
    Key key =
        new Key(
            ip.source(0), ip.destination(0), ip.isIpv6() ? -1 : fragment.protocol(), fragment.id());
    FragmentedPacket packet = open.get(key);
    if (packet != null && packet.contradicts(ip, fragment)) {
      giveUp(key, packet);
      contradictory++;
      packet = null;
    }
    if (packet == null) {
      packet = new FragmentedPacket(nanos, number, complete.get(key));
      open.put(key, packet);
    }
    openBytes += packet.add(ip, fragment);
    if (!packet.isComplete()) {
      bound();
      return null;
    }
    giveUp(key, packet);
    keep(key, packet);
    return packet.joined();
  }

  private void giveUp(Key key, FragmentedPacket packet) {
    open.remove(key);
    openBytes -= packet.bytes();
  }

  private void keep(Key key, FragmentedPacket packet) {
    FragmentedPacket former = complete.remove(key);
    completeBytes += packet.bytes() - (former == null ? 0 : former.bytes());
    complete.put(key, packet);
    Iterator<FragmentedPacket> eldest = complete.values().iterator();
    while (complete.size() > OPEN_MAX || completeBytes > BYTES_MAX) {
      completeBytes -= eldest.next().bytes();
      eldest.remove();
    }
  }

  private void bound() {
    while (open.size() > OPEN_MAX || openBytes > BYTES_MAX) {
      crowdedOut += removeEldest() ? 1 : 0;
    }
  }

  /** Gives up packets that have waited too long. */
  private void forget(long nanos, long number) {
    while (!open.isEmpty() && isOver(open.values().iterator().next(), nanos, number)) {
      incomplete += removeEldest() ? 1 : 0;
    }
    Iterator<FragmentedPacket> eldest = complete.values().iterator();
    while (eldest.hasNext()) {
      FragmentedPacket packet = eldest.next();
      if (!isOver(packet, nanos, number)) {
        return;
      }
      completeBytes -= packet.bytes();
      eldest.remove();
    }
  }

  private static boolean isOver(FragmentedPacket packet, long nanos, long number) {
    return nanos - packet.nanos() > WAIT_NANOS || number - packet.number() > PACKETS_BETWEEN_MAX;
  }

  /** Removes the oldest waiting packet, and reports whether its content is lost by that. */
  private boolean removeEldest() {
    Map.Entry<Key, FragmentedPacket> eldest = open.entrySet().iterator().next();
    giveUp(eldest.getKey(), eldest.getValue());
    return !eldest.getValue().isRepetition();
  }

  /** Gives up all waiting packets because the capture ends. */
  public void close() {
    while (!open.isEmpty()) {
      incomplete += removeEldest() ? 1 : 0;
    }
  }

  /** Returns warnings about packets that were not joined, one sentence for each reason. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (incomplete > 0) {
      warnings.add(
          "Not all fragments are in the capture (within %d s): those of %s were not joined."
              .formatted(TimeUnit.NANOSECONDS.toSeconds(WAIT_NANOS), packets(incomplete)));
    }
    if (contradictory > 0) {
      warnings.add(
          "Fragments with the same identifier contradict one another: those of %s were not joined."
              .formatted(packets(contradictory)));
    }
    if (impossible > 0) {
      warnings.add(
          "Fragments whose length or place no packet can have: %s.".formatted(packets(impossible)));
    }
    if (crowdedOut > 0) {
      warnings.add(
          "More packets waited for fragments than can wait (%,d packets, %,d MiB): %s given up."
              .formatted(OPEN_MAX, BYTES_MAX >> 20, packets(crowdedOut)));
    }
    return warnings;
  }

  private static String packets(long count) {
    return Text.count(count, "packet");
  }
}
