package dev.fenceline.target;

import dev.fenceline.nvme.CcrLog;
import dev.fenceline.nvme.InstanceId;
import java.util.ArrayList;
import java.util.List;

/**
 * The cross-controller resets that one source was asked for, as log page 1Eh shows them, oldest
 * first. An entry leaves only when a read with RMC has returned it, or its source begins anew or
 * ends (reference 5.4).
 */
final class CcrEntries {
  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 8;

  private final int capacity;
  private final List<Item> items = new ArrayList<>();

  /** An empty log with room for so many entries. */
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

  /** How many resets are in progress. */
  int inProgress() {
    return (int) items.stream().filter(item -> !item.isDone()).count();
  }

  /** Whether a reset of this instance is in progress. */
  boolean isWaitingFor(InstanceId impacted) {
    return items.stream().anyMatch(item -> !item.isDone() && item.impacted().equals(impacted));
  }

  /** Whether the log page has no room for one more. */
  boolean isFull() {
    return items.size() >= capacity;
  }

  /** A reset was accepted. */
  void add(InstanceId impacted) {
    items.add(new Item(impacted, CcrLog.Entry.IN_PROGRESS, false));
  }

  /** The reset of an instance has been begun, by this source or for another reason. */
  void begun(InstanceId impacted) {
    items.replaceAll(item ->
        !item.isDone() && item.impacted().equals(impacted)
            ? new Item(impacted, item.status(), true)
            : item);
  }

  /**
   * The reset of an instance has ended with this CCRS. Returns whether this source waited for it.
   */
  boolean complete(InstanceId impacted, int status) {
    boolean waited = isWaitingFor(impacted);
    items.replaceAll(item ->
        !item.isDone() && item.impacted().equals(impacted)
            ? new Item(impacted, status, item.isBegun() || status == CcrLog.Entry.SUCCESS)
            : item);
    return waited;
  }

  /** The log page as it is now. */
  CcrLog log() {
    return new CcrLog(items.stream().map(Item::toLog).toList());
  }

  /**
   * Removes the completed entries that a read of these bytes of the page has returned whole.
   *
   * @return how many
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

  /** Removes all completed entries; how many. */
  int removeCompleted() {
    int before = items.size();
    items.removeIf(Item::isDone);
    return before - items.size();
  }

  /** Removes all; how many. */
  int clear() {
    int before = items.size();
    items.clear();
    return before;
  }
}
