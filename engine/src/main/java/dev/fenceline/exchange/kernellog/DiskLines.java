package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogClock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of the multipath disk: that I/O waits because no path is usable. Like the
 * kernel it says so ten times in five seconds at most (DEFAULT_RATELIMIT_INTERVAL and _BURST).
 */
final class DiskLines {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int BURST = 10;

  private @Nullable String device;
  private long intervalFromNanos = -INTERVAL_NANOS;
  private int said;

  /** The line about an event, if there is one. */
  Optional<KernelLine> line(Event event) {
    if (device == null && event.detail() instanceof ControllerEvent.Created) {
      device = event.lane().name();
    }
    boolean waits =
        event.detail() instanceof IoEvent.Requeued requeued
            && requeued.reason().equals(IoEvent.Requeued.NO_PATH);
    return waits && device != null && mayBeSaid(event.nanos())
        ? Optional.of(
            new KernelLine(
                event.nanos(),
                event.sequence(),
                device,
                Stamps.print(LogClock.BOOT, event.nanos()),
                "block " + Lane.host(device).plainName() + "n1: ",
                KernelMessages.of("no-usable-path").text()))
        : Optional.empty();
  }

  private boolean mayBeSaid(long nanos) {
    if (nanos - intervalFromNanos >= INTERVAL_NANOS) {
      intervalFromNanos = nanos;
      said = 0;
    }
    return ++said <= BURST;
  }
}
