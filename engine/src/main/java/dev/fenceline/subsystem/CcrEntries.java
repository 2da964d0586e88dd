package dev.fenceline.subsystem;

import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.log.CcrLog;
import java.util.ArrayList;
import java.util.List;

/**
 * The cross-controller resets requested from one source, as in log page 1Eh, oldest first. An entry
 * is removed only after a read with RMC has returned it, or when its source restarts or ends
 * (reference 5.4).
 */
final class CcrEntries {
  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 8;

  private final int capacity;
  private final List<Item> items = new ArrayList<>();

  /** Creates an empty log with room for {@code capacity} entries. */
  CcrEntries(int capacity) {
    this.capacity = capacity;
  }

  private record Item(InstanceId impacted, int status, boolean isBegun) {
    CcrLog.Entry toLog() {
      int flags =
          isBegun ? CcrLog.Entry.VALIDATED | CcrLog.Entry.RESET_INITIATED : CcrLog.Entry.VALIDATED;
      return new CcrLog.Entry(
          impacted.cntlid(), impacted.ciu(), CcrLog.NO_ALTERNATE, status, flags);
    }

    boolean isDone() {
      return status != CcrLog.Entry.IN_PROGRESS;
    }
  }

  /** Returns the number of resets in progress. */
  int inProgress() {
    return (int) items.stream().filter(item -> !item.isDone()).count();
  }

  /** Reports whether a reset of this instance is in progress. */
  boolean isWaitingFor(InstanceId impacted) {
    return items.stream().anyMatch(item -> !item.isDone() && item.impacted().equals(impacted));
  }

  /** Reports whether the log page is full. */
  boolean isFull() {
    return items.size() >= capacity;
  }

  /** Adds an accepted reset. */
  void add(InstanceId impacted) {
    items.add(new Item(impacted, CcrLog.Entry.IN_PROGRESS, false));
  }

  /** Marks the reset of an instance as begun, by this source or for another reason. */
  void begun(InstanceId impacted) {
    items.replaceAll(item ->
        !item.isDone() && item.impacted().equals(impacted)
            ? new Item(impacted, item.status(), true)
            : item);
  }

  /**
   * Completes the reset of an instance with this CCRS and returns whether this source waited for
   * it.
   */
  boolean complete(InstanceId impacted, int status) {
    boolean waited = isWaitingFor(impacted);
    items.replaceAll(item ->
        !item.isDone() && item.impacted().equals(impacted)
            ? new Item(impacted, status, item.isBegun() || status == CcrLog.Entry.SUCCESS)
            : item);
    return waited;
  }

  /** Returns the current log page. */
  CcrLog log() {
    return new CcrLog(items.stream().map(Item::toLog).toList());
  }

  /**
   * Removes the completed entries that a read of these bytes of the page has returned completely.
   *
   * @return the number of removed entries
   */
  int removeReturned(long offset, long length) {
    int removed = 0;
    for (int i = items.size() - 1; i >= 0; i--) {
      long begin = HEADER_BYTES + (long) i * ENTRY_BYTES;
      boolean returned = begin >= offset && begin + ENTRY_BYTES <= offset + length;
      if (returned && items.get(i).isDone()) {
        items.remove(i);
        removed++;
      }
    }
    return removed;
  }

  /** Removes all completed entries and returns their number. */
  int removeCompleted() {
    int before = items.size();
    items.removeIf(Item::isDone);
    return before - items.size();
  }

  /** Removes all entries and returns their number. */
  int clear() {
    int before = items.size();
    items.clear();
    return before;
  }
}
