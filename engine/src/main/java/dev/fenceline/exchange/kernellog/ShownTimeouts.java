package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Event;
import dev.fenceline.exchange.kernellog.line.KernelMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Lines that contain T, for a real host whose T is known only from the end of its hold. They are
 * written when T is known, with the times at which the kernel printed them.
 */
final class ShownTimeouts {
  /** A line that waits for T. The line of the hold contains the remaining part of T. */
  private record Awaiting(Event event, long nanos, boolean isHold) {}

  /** Receives the lines. */
  interface Sink {
    void line(Event event, long nanos, String text);
  }

  private final Map<String, Long> detected = new HashMap<>();
  private final Map<String, List<Awaiting>> awaiting = new HashMap<>();

  /** Notes that the controller has failed. */
  void begins(String device, long nanos) {
    detected.put(device, nanos);
    awaiting.remove(device);
  }

  void attempts(String device, Event event, long nanos) {
    add(device, new Awaiting(event, nanos, false));
  }

  void holds(String device, Event event, long nanos) {
    add(device, new Awaiting(event, nanos, true));
  }

  private void add(String device, Awaiting line) {
    awaiting.computeIfAbsent(device, _ -> new ArrayList<>()).add(line);
  }

  /** Writes the lines with T, or drops them if T is 0 because it is not known. */
  void shown(String device, long timeoutMillis, Sink sink) {
    List<Awaiting> lines = awaiting.remove(device);
    if (lines == null || timeoutMillis == 0) {
      return;
    }
    for (Awaiting line : lines) {
      long passed = line.nanos() - detected.getOrDefault(device, line.nanos());
      long left = Math.max(0, timeoutMillis - TimeUnit.NANOSECONDS.toMillis(passed));
      sink.line(
          line.event(),
          line.nanos(),
          line.isHold()
              ? KernelMessages.of("hold-started").text(left)
              : KernelMessages.of("ccr-attempted").text(timeoutMillis));
    }
  }
}
