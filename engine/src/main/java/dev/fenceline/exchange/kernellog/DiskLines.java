package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.exchange.kernellog.line.KernelMessages;
import dev.fenceline.exchange.kernellog.line.Stamps;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's lines about the multipath disk: that I/O waits because no path is usable, or fails
 * because no path will return. As in the kernel, each is printed at most ten times in five seconds
 * (DEFAULT_RATELIMIT_INTERVAL and _BURST, for each call site).
 */
final class DiskLines {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int BURST = 10;

  /** One call site in the kernel, with its rate limit. */
  private static final class Place {
    private final String message;
    private long intervalFromNanos = -INTERVAL_NANOS;
    private int said;

    Place(String message) {
      this.message = message;
    }

    boolean mayPrint(long nanos) {
      if (nanos - intervalFromNanos >= INTERVAL_NANOS) {
        intervalFromNanos = nanos;
        said = 0;
      }
      return ++said <= BURST;
    }
  }

  private final Place requeuing = new Place("no-usable-path");
  private final Place failing = new Place("no-available-path");
  private @Nullable Lane device;

  /** Returns the line for an event, or empty if there is none. */
  Optional<KernelLine> line(Event event) {
    if (device == null && event.detail() instanceof ControllerEvent.Created) {
      device = event.lane();
    }
    Place place =
        switch (event.detail()) {
          case IoEvent.Requeued it when it.reason().equals(IoEvent.Requeued.NO_PATH) -> requeuing;
          case IoEvent.Refused _ -> failing;
          default -> null;
        };
    return place != null && device != null && place.mayPrint(event.nanos())
        ? Optional.of(
            new KernelLine(
                event.nanos(),
                event.sequence(),
                device,
                Stamps.print(LogClock.BOOT, event.nanos()),
                "block " + device.ownName() + "n1: ",
                KernelMessages.of(place.message).text()))
        : Optional.empty();
  }
}
