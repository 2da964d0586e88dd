package dev.fenceline.tap;

import dev.fenceline.event.CcrOutcome;
import dev.fenceline.event.FencedBy;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.nvme.CcrLog;
import dev.fenceline.nvme.InstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fencing of one host controller, as far as the wire tells of it: the resets through others. */
final class HostFencing {
  /** A reset without an outcome yet. */
  private record Pending(String source, InstanceId impacted) {}

  private final Scribe scribe;
  private final List<Pending> pending = new ArrayList<>();
  private long started;
  private long deadlineNanos;
  private long timeoutMillis;
  private boolean attempted;
  private @Nullable String fencedBy;

  HostFencing(Scribe scribe) {
    this.scribe = scribe;
  }

  /**
   * Has begun.
   *
   * @param timeoutMillis T, from what the controller reported
   * @param sinceNanos when the failure was detected
   */
  void begins(String trigger, long timeoutMillis, long sinceNanos, long cause) {
    this.timeoutMillis = timeoutMillis;
    deadlineNanos = sinceNanos + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    attempted = false;
    fencedBy = null;
    pending.clear();
    started = scribe.record(cause, new FencingEvent.Started(trigger, timeoutMillis, deadlineNanos));
  }

  void issued(String source, InstanceId impacted, int cid, int creditLeft) {
    long cause = started;
    if (!attempted) {
      attempted = true;
      cause = scribe.record(started, new FencingEvent.CcrAttempted(impacted, timeoutMillis));
    }
    scribe.record(cause, new FencingEvent.CcrIssued(source, impacted, cid, creditLeft));
    pending.add(new Pending(source, impacted));
  }

  /** A source has answered. */
  void answered(String source, int cid, int status, boolean success, boolean immediate) {
    long cause = scribe.record(0, new FencingEvent.CcrAnswered(source, cid, status, immediate));
    if (!success) {
      ended(source, CcrOutcome.REJECTED, cause);
    } else if (immediate) {
      ended(source, CcrOutcome.IMMEDIATE, cause);
    }
  }

  /** A source's log was read. */
  void logged(String source, CcrLog.Entry entry, long cause) {
    for (Pending reset : List.copyOf(pending)) {
      if (reset.source().equals(source) && entry.isDone() && entry.names(reset.impacted())) {
        boolean success = entry.status() == CcrLog.Entry.SUCCESS;
        ended(source, success ? CcrOutcome.SUCCESS : CcrOutcome.FAILED, cause);
      }
    }
  }

  /** A source has failed itself. */
  void sourceLost(String source, long cause) {
    ended(source, CcrOutcome.SOURCE_LOST, cause);
  }

  private void ended(String source, CcrOutcome outcome, long cause) {
    for (Pending reset : List.copyOf(pending)) {
      if (reset.source().equals(source)) {
        pending.remove(reset);
        scribe.record(cause, new FencingEvent.CcrEnded(source, reset.impacted(), outcome));
        if (outcome.isSuccess()) {
          fencedBy = source;
        }
      }
    }
  }

  /** How many resets through a source have no outcome yet. */
  int pendingThrough(String source) {
    return (int) pending.stream().filter(reset -> reset.source().equals(source)).count();
  }

  /** Whether a source has said that the old instance is no more. */
  boolean isFenced() {
    return fencedBy != null;
  }

  /** Fencing is over: a reset succeeded, or the host has closed its connections. */
  long ends(long cause) {
    for (Pending reset : List.copyOf(pending)) {
      ended(reset.source(), CcrOutcome.TIMED_OUT, cause);
    }
    String source = fencedBy;
    if (source != null) {
      return scribe.record(cause, new FencingEvent.Ended(FencedBy.CCR, source));
    }
    boolean held = timeoutMillis > 0 && scribe.nanos() >= deadlineNanos;
    return scribe.record(cause, new FencingEvent.Ended(held ? FencedBy.HOLD : FencedBy.NONE, ""));
  }
}
