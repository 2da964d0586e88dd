package dev.fenceline.host.fencing;

import dev.fenceline.clock.Timers.Timer;
import dev.fenceline.event.Cause;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.host.controller.AsyncEvents.Waiter;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.log.CcrLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Resets of one impacted instance that may still succeed after the host has given up on them: a
 * reset that was not completed within W, or one in progress for another host (13Fh). Waits for
 * their entries in log 1Eh and reads that log periodically, so that a lost event causes little
 * delay. The series has no equivalent.
 */
final class LateResets {
  /** A listener that is notified once when the instance was reset. */
  @FunctionalInterface
  interface Confirmed {
    void by(CcrSource source, Cause cause);
  }

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HostController impacted;
  private final InstanceId instance;
  private final Confirmed confirmed;
  private final Map<CcrSource, Waiter> waiters = new LinkedHashMap<>();
  private @Nullable Timer look;

  LateResets(HostController impacted, Confirmed confirmed) {
    this.impacted = impacted;
    this.instance = impacted.identity().instance();
    this.confirmed = confirmed;
  }

  /** Waits for the entry in the log of this source as well. */
  void await(CcrSource source, Cause cause) {
    Waiter waiter = new Waiter(instance, (entry, read) -> logged(source, entry, read));
    waiters.put(source, waiter);
    source.asyncEvents().add(waiter);
    if (look == null) {
      lookLater(cause);
    }
  }

  private void lookLater(Cause cause) {
    look = impacted.timers().arm(impacted.lane(), "look at CCR log", LOOK_NANOS, cause, this::look);
  }

  private void look(Cause cause) {
    waiters.keySet().forEach(source -> source.asyncEvents().peekCcrLog(cause));
    lookLater(cause);
  }

  private void logged(CcrSource source, CcrLog.Entry entry, Cause cause) {
    if (entry.status() == CcrLog.Entry.SUCCESS) {
      cancel();
      String device = source.controller().device();
      confirmed.by(source, impacted.record(cause, new FencingEvent.CcrConfirmed(device, instance)));
    }
  }

  /** Stops waiting. */
  void cancel() {
    waiters.forEach((source, waiter) -> source.asyncEvents().remove(waiter));
    waiters.clear();
    if (look != null) {
      look.cancel();
      look = null;
    }
  }
}
