package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Lane;
import dev.fenceline.event.LogClock;
import dev.fenceline.event.LogEvent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The controllers of one host, as the lines of its log tell of them, interleaved. */
final class KernelStory {
  /** More names than these are no controllers of one host. */
  private static final int CONTROLLERS_MAX = 4096;

  private final Recording recording;
  private final boolean hasTimes;
  private final Map<String, ControllerStory> controllers = new LinkedHashMap<>();
  private long messages;
  private long unknown;

  KernelStory(Recording recording, LogClock clock) {
    this.recording = recording;
    hasTimes = clock != LogClock.NONE;
  }

  long messages() {
    return messages;
  }

  long unknown() {
    return unknown;
  }

  /** The next line, at a moment of the session. */
  void tell(LogLine line, long nanos) {
    passTo(nanos);
    Optional<KernelMessages.Found> found = KernelMessages.find(line.printer(), line.text());
    String device = found.map(message -> device(line, message)).orElse(line.device());
    Recording.Entry said =
        recording.add(
            nanos, lane(line, device), null, new LogEvent.Line(line.prefix(), line.text()));
    if (found.isEmpty()) {
      unknown++;
      return;
    }
    messages++;
    if (!device.isEmpty() && line.printer() != Printer.DISK) {
      KernelMessages.Found message = found.get();
      if (message.message().step() == Step.CCR_SUCCESS) {
        controller(message.values().text("source")).ifPresent(ControllerStory::presupposeLive);
      }
      controller(device)
          .ifPresent(it -> it.tell(said, nanos, message.message(), line.text(), message.values()));
    }
  }

  /** The transport does not name the controller; if only one is connecting, it is that one. */
  private String device(LogLine line, KernelMessages.Found found) {
    if (found.message().printer() != Printer.TCP) {
      return line.device();
    }
    List<String> connecting =
        controllers.entrySet().stream()
            .filter(entry -> entry.getValue().isConnecting())
            .map(Map.Entry::getKey)
            .toList();
    return connecting.size() == 1 ? connecting.getFirst() : "";
  }

  private static Lane lane(LogLine line, String device) {
    if (!device.isEmpty()) {
      return Lane.host(device);
    }
    return switch (line.printer()) {
      case DISK, BLOCK -> Lane.MULTIPATH;
      case TARGET -> Lane.SUBSYSTEM;
      case CONTROLLER, TCP -> Lane.LAB;
    };
  }

  private Optional<ControllerStory> controller(String device) {
    if (!controllers.containsKey(device) && controllers.size() >= CONTROLLERS_MAX) {
      return Optional.empty();
    }
    return Optional.of(
        controllers.computeIfAbsent(
            device, name -> new ControllerStory(Lane.host(name), recording)));
  }

  /** Attempts whose delay has passed by now have begun. */
  private void passTo(long nanos) {
    if (hasTimes) {
      controllers.values().stream()
          .filter(controller -> controller.attemptDueNanos() <= nanos)
          .sorted(Comparator.comparingLong(ControllerStory::attemptDueNanos))
          .forEach(ControllerStory::attemptDue);
    }
  }

  /** The host was started anew. */
  void hostRestarted(long nanos) {
    controllers.values().forEach(controller -> controller.hostRestarted(nanos));
    controllers.clear();
  }
}
