package dev.fenceline.exchange.capture.packet;

import dev.fenceline.exchange.capture.packet.IpPacket.Fragment;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An IP packet some of whose fragments were seen. */
final class FragmentedPacket {
  private static final int OFFSET_UNIT = 8;
  private static final int PAYLOAD_MAX = 0xFFFF;

  /** A fragment with the packet that it came in. */
  private record Part(IpPacket ip, Fragment fragment) {
    int begin() {
      return fragment.offset();
    }

    int end() {
      return fragment.offset() + ip.payload().length();
    }

    int bytes() {
      return ip.ip().bytes().limit();
    }

    /** Reports whether this fragment contains all of another one, as far as both were captured. */
    boolean has(Part other) {
      boolean isWithin = begin() <= other.begin() && other.end() <= end();
      boolean isEnd = !other.fragment.isLast() || (fragment.isLast() && other.end() == end());
      return isWithin && isEnd && isEqualTo(other);
    }

    private boolean isEqualTo(Part other) {
      ByteBuffer mine = ip.payload().bytes();
      ByteBuffer its = other.ip.payload().bytes();
      int from = Math.min(other.begin() - begin(), mine.limit());
      int count = Math.min(its.limit(), mine.limit() - from);
      return mine.slice(from, count).equals(its.slice(0, count));
    }
  }

  private final long nanos;
  private final long number;
  private final @Nullable FragmentedPacket former;
  private final TreeMap<Integer, Part> parts = new TreeMap<>();
  private boolean isRepetition = true;
  private int contiguousFrom;
  private int bytes;

  /**
   * Creates a packet without fragments.
   *
   * @param nanos when the first fragment was seen
   * @param number number of that packet in the capture
   * @param former the complete packet with the same identifier before it
   */
  FragmentedPacket(long nanos, long number, @Nullable FragmentedPacket former) {
    this.nanos = nanos;
    this.number = number;
    this.former = former;
  }

  long nanos() {
    return nanos;
  }

  long number() {
    return number;
  }

  /** Returns the number of bytes kept for the packet. */
  int bytes() {
    return bytes;
  }

  /**
   * Reports whether its fragments repeat those of an earlier complete packet, as when two
   * interfaces are captured.
   */
  boolean isRepetition() {
    return isRepetition;
  }

  /** Reports whether a fragment has a length and an offset that are possible in a packet. */
  static boolean isPossible(IpPacket ip, Fragment fragment) {
    Part part = new Part(ip, fragment);
    int length = part.end() - part.begin();
    return length > 0
        && part.end() <= PAYLOAD_MAX
        && (fragment.isLast() || length % OFFSET_UNIT == 0);
  }

  /**
   * Reports whether a fragment cannot belong to the same packet as the fragments that were seen
   * before.
   */
  boolean contradicts(IpPacket ip, Fragment fragment) {
    Part part = new Part(ip, fragment);
    return !has(part)
        && (clash(parts.floorEntry(part.begin()), part)
            || clash(parts.ceilingEntry(part.begin()), part)
            || clash(parts.lastEntry(), part));
  }

  private boolean has(Part part) {
    Map.Entry<Integer, Part> before = parts.floorEntry(part.begin());
    return before != null && before.getValue().has(part);
  }

  private static boolean clash(Map.@Nullable Entry<Integer, Part> seen, Part other) {
    if (seen == null) {
      return false;
    }
    Part one = seen.getValue();
    return (one.begin() < other.end() && other.begin() < one.end())
        || (one.fragment.isLast() && other.end() > one.end())
        || (other.fragment.isLast() && one.end() > other.end());
  }

  /**
   * Adds a fragment that does not contradict earlier ones, and returns the number of bytes kept for
   * it.
   */
  int add(IpPacket ip, Fragment fragment) {
    Part part = new Part(ip, fragment);
    if (has(part)) {
      return 0;
    }
    isRepetition &= former != null && former.has(part);
    parts.put(part.begin(), part);
    bytes += part.bytes();
    for (Part next = parts.get(contiguousFrom); next != null; next = parts.get(contiguousFrom)) {
      contiguousFrom = next.end();
    }
    return part.bytes();
  }

  /** Reports whether all fragments were seen. */
  boolean isComplete() {
    Map.Entry<Integer, Part> last = parts.lastEntry();
    return last != null
        && last.getValue().fragment.isLast()
        && last.getValue().end() == contiguousFrom;
  }

  /**
   * Joins all fragments. If the capture truncated one, the bytes after it do not count as captured.
   */
  IpPacket joined() {
    ByteBuffer whole = ByteBuffer.allocate(contiguousFrom);
    for (Part part : parts.values()) {
      whole.put(part.ip.payload().bytes().duplicate());
      if (whole.position() < part.end()) {
        break;
      }
    }
    Part first = Objects.requireNonNull(parts.get(0), "a complete packet has a first fragment");
    return first.ip.joined(first.fragment, whole.flip(), contiguousFrom);
  }
}
