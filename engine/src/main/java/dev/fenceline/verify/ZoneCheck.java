package dev.fenceline.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the operations on one block could have come from an atomic register: Gibbons and
 * Korach's zones ("Testing shared memories", SIAM Journal on Computing 26, 1997), for writes whose
 * values are all different.
 *
 * <p>For each value, f is the earliest response and s the latest invocation among its write and its
 * reads. If f is before s, the value must have been in the block from f to s: a forward zone.
 * Otherwise it must have been there at one moment between s and f: a backward zone. The history is
 * linearizable exactly when each read returns what was written before it ended, no two forward
 * zones overlap, and no backward zone lies inside a forward one. The value 0 was written before
 * everything else. A failed write whose value was not seen never took effect; one whose value was
 * seen took effect before it failed.
 */
public final class ZoneCheck {
  private ZoneCheck() {}

  /** A violation by a value. */
  public sealed interface Violation {
    /** Returns the operations that prove it, at most four, in the order of their submission. */
    List<Operation> operations();
  }

  /** A read that returned a value which had not been written yet, or was never written. */
  public record Phantom(Operation read, @Nullable Operation write) implements Violation {
    @Override
    public List<Operation> operations() {
      return write == null ? List.of(read) : List.of(read, write);
    }
  }

  /**
   * A value was in the block before another one and was seen again after it.
   *
   * @param written the earliest acknowledged operation that shows the value
   * @param seenAgain the last read that shows it
   * @param newer the earliest acknowledged operation that shows the other value
   * @param newerLast the latest submitted operation that shows the other value; for a failed write
   *     this is a read, because only a read shows that it took effect
   */
  public record WentBack(
      Operation written, Operation seenAgain, Operation newer, Operation newerLast)
      implements Violation {
    @Override
    public List<Operation> operations() {
      Set<Operation> all = new LinkedHashSet<>(List.of(written, newer, newerLast, seenAgain));
      return all.stream().sorted(Comparator.comparingLong(Operation::invoked)).toList();
    }
  }

  /** The operations of one value. */
  private static final class Zone {
    @Nullable Operation write;
    @Nullable Operation read;
    Operation first;
    Operation last;

    Zone(Operation operation) {
      first = operation;
      last = operation;
    }

    void add(Operation operation) {
      if (operation.write()) {
        write = operation;
      } else if (read == null) {
        read = operation;
      }
      if (operation.responded() < first.responded()) {
        first = operation;
      }
      if (operation.invoked() > last.invoked()) {
        last = operation;
      }
    }

    long f() {
      return first.responded();
    }

    long s() {
      return last.invoked();
    }

    boolean isOfFailedWrite() {
      return write != null && write.kind() == Operation.Kind.FAILED_WRITE;
    }

    boolean neverTookEffect() {
      return isOfFailedWrite() && read == null;
    }

    /**
     * Returns the latest submitted operation that shows the value. A failed write does not show it.
     */
    Operation lastShown() {
      return read != null && isOfFailedWrite() && last.write() ? read : last;
    }

    boolean isForward() {
      return f() < s();
    }
  }

  /**
   * Returns the violations of one block's history, at most one for each value, or none if it is
   * linearizable.
   */
  public static List<Violation> check(List<Operation> operations) {
    // zones are already nearly sorted in the order of their submission
    Map<Long, Zone> zones = new LinkedHashMap<>();
    zones.put(0L, new Zone(new Operation(0, Operation.Kind.WRITE, 0, 0, -1, 0, 0, 0)));
    for (Operation operation : operations) {
      zones.computeIfAbsent(operation.value(), _ -> new Zone(operation)).add(operation);
    }
    List<Violation> violations = new ArrayList<>();
    List<Zone> sound = new ArrayList<>(zones.size());
    for (Map.Entry<Long, Zone> entry : zones.entrySet()) {
      Zone zone = entry.getValue();
      Operation write = zone.write;
      if (entry.getKey() == 0) {
        sound.add(zone);
      } else if (write == null || zone.f() < write.invoked()) {
        violations.add(new Phantom(zone.first, write));
      } else if (!zone.neverTookEffect()) {
        sound.add(zone);
      }
    }
    findOverlaps(sound, violations);
    violations.sort(Comparator.comparingLong(violation -> lastInvoked(violation.operations())));
    return violations;
  }

  private static long lastInvoked(List<Operation> operations) {
    return operations.stream().mapToLong(Operation::invoked).max().orElse(0);
  }

  private static void findOverlaps(List<Zone> zones, List<Violation> violations) {
    Comparator<Zone> byF = Comparator.comparingLong(Zone::f);
    Zone[] forward = zones.stream().filter(Zone::isForward).sorted(byF).toArray(Zone[]::new);
    Zone[] backward =
        zones.stream().filter(zone -> !zone.isForward()).sorted(byF).toArray(Zone[]::new);
    Zone[] latestBackward = latestUpTo(backward);
    Map<Zone, Zone> overtaken = new LinkedHashMap<>();
    for (Zone zone : forward) {
      Zone newer =
          laterShown(
              newerForward(forward, zone), containedBackward(backward, latestBackward, zone));
      if (newer != null) {
        overtaken.put(zone, newer);
      }
    }
    overtaken.forEach((zone, newer) -> {
      // a failed write that came too late overlaps with the values before and after it
      if (!newer.isOfFailedWrite() || !overtaken.containsKey(newer)) {
        violations.add(new WentBack(zone.first, zone.last, newer.first, newer.lastShown()));
      }
    });
  }

  /** Returns, for each index, the backward zone up to that index with the latest s. */
  private static Zone[] latestUpTo(Zone[] backward) {
    Zone[] latest = Arrays.copyOf(backward, backward.length);
    for (int i = 1; i < latest.length; i++) {
      if (latest[i - 1].s() > latest[i].s()) {
        latest[i] = latest[i - 1];
      }
    }
    return latest;
  }

  /**
   * Returns the one of two values that was shown later. It is the newest that the block is known to
   * have lost: a value that was written and not read again is as lost as one that was read.
   */
  private static @Nullable Zone laterShown(@Nullable Zone one, @Nullable Zone other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.s() >= other.s() ? one : other;
  }

  /** Returns the last forward zone that begins while this one lasts. */
  private static @Nullable Zone newerForward(Zone[] forward, Zone zone) {
    int before = countBefore(forward, zone.s());
    Zone candidate = forward[before - 1]; // it always exists: the zone itself begins before it ends
    return candidate == zone ? null : candidate;
  }

  /** Returns a backward zone that lies inside this forward zone. */
  private static @Nullable Zone containedBackward(Zone[] backward, Zone[] latest, Zone zone) {
    int before = countBefore(backward, zone.s());
    return before > 0 && latest[before - 1].s() > zone.f() ? latest[before - 1] : null;
  }

  /** Returns the number of zones, sorted by f, whose f is before a sequence number. */
  private static int countBefore(Zone[] zones, long sequence) {
    int low = 0;
    int high = zones.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (zones[middle].f() < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
