package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.exchange.kernellog.line.KernelMessage;
import dev.fenceline.exchange.kernellog.line.KernelMessages;
import dev.fenceline.exchange.kernellog.line.LogLine;
import dev.fenceline.exchange.kernellog.line.Printer;
import dev.fenceline.exchange.kernellog.line.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The controllers of one host, derived from the interleaved lines of its log. */
final class KernelLog {
  /** The largest number of controllers of a host. Names beyond that are not controllers. */
  private static final int CONTROLLERS_MAX = 4096;

  static final String UNKNOWN = "no message that is known here";
  private static final String FIBRE_CHANNEL = "NVMe over Fibre Channel is followed in part only";
  private static final String LOCAL = "a disk in the machine itself (PCIe) is not followed";

  /** What no local disk does. */
  private static final Set<Step> FABRICS_ONLY =
      EnumSet.of(Step.ERROR_RECOVERY, Step.RECONNECTING, Step.RECONNECT_FAILED, Step.RECONNECTED);

  private final Recording recording;
  private final String host;
  private final boolean hasTimes;
  private final Map<String, ControllerLog> controllers = new LinkedHashMap<>();
  private final IoLog io;

  /** Local disks. */
  private final Set<String> local = new HashSet<>();

  /** The remarks on lines of those. */
  private final Map<String, List<Recording.Entry>> thoughtLocal = new HashMap<>();

  private final Map<String, String> lastLocal = new HashMap<>();

  private final long firstNumber;
  private boolean isRestarted;
  private long messages;
  private long unknown;

  /**
   * Creates the state of a host.
   *
   * @param host its name if the log contains several, otherwise empty
   * @param firstNumber the number of the first line of the log
   */
  KernelLog(Recording recording, String host, LogClock clock, long firstNumber) {
    this.recording = recording;
    this.host = host;
    this.firstNumber = firstNumber;
    hasTimes = clock != LogClock.NONE;
    io = new IoLog(recording, lane(Lane.MULTIPATH.name()), controllers);
  }

  long messages() {
    return messages;
  }

  long unknown() {
    return unknown;
  }

  /** Handles the next line, at a time of the session. */
  void tell(LogLine line, long nanos) {
    passTo(nanos);
    boolean isFirstOfLog = line.number() == firstNumber;
    String device = device(line);
    Recording.Entry said =
        recording.add(
            nanos,
            lane(line, device),
            null,
            new LogEvent.Line(line.head(), line.time(), line.prefix(), line.text()));
    KernelMessages.Found found = line.found();
    if (found == null) {
      unknown++;
      notFollowed(said, line.text().startsWith("NVME-FC{") ? FIBRE_CHANNEL : UNKNOWN);
      if (!device.isEmpty() && line.printer() == Printer.CONTROLLER) {
        controller(device).ifPresent(it -> it.notUnderstood(line.text()));
      }
      return;
    }
    messages++;
    if (found.message().id().startsWith("local-") || found.message().step() == Step.NOT_FOLLOWED) {
      local.add(device);
    }
    if (FABRICS_ONLY.contains(found.message().step())) {
      isNotLocal(device);
    }
    if (isNotFollowed(device, found.message())) {
      lastLocal.put(device, line.text());
      thoughtLocal.computeIfAbsent(device, _ -> new ArrayList<>()).add(notFollowed(said, LOCAL));
      return;
    }
    io.tell(said, line, found);
    if (!device.isEmpty() && line.printer() != Printer.DISK) {
      if (found.message().step() == Step.CCR_SUCCESS) {
        controller(found.values().text("source")).ifPresent(ControllerLog::presupposeLive);
      }
      controller(device).ifPresent(it -> it.tell(said, nanos, isFirstOfLog, line));
      io.wentOn(said);
    }
  }

  /**
   * Reports whether a message is about a controller that is not followed. The rules for fabrics
   * controllers do not apply to a local disk.
   */
  private boolean isNotFollowed(String device, KernelMessage message) {
    boolean isLocal = !device.isEmpty() && local.contains(device);
    return message.step() == Step.NOT_FOLLOWED || (isLocal && message.step() != Step.NOTE);
  }

  /** Takes back that a controller was thought to be a local disk, because it is of fabrics. */
  private void isNotLocal(String device) {
    if (local.remove(device)) {
      List<Recording.Entry> wrong = thoughtLocal.getOrDefault(device, List.of());
      wrong.forEach(entry -> entry.correct(new LogEvent.NotUnderstood(UNKNOWN)));
      unknown += wrong.size();
      thoughtLocal.remove(device);
      String text = lastLocal.getOrDefault(device, "");
      controller(device).ifPresent(it -> it.notUnderstood(text));
    }
  }

  private Recording.Entry notFollowed(Recording.Entry line, String reason) {
    return recording.add(line.nanos(), line.lane(), line, new LogEvent.NotUnderstood(reason));
  }

  /**
   * Returns the controller of a line. The transport does not name the controller; the line belongs
   * to the only one that is connecting, if there is exactly one.
   */
  private String device(LogLine line) {
    if (line.printer() != Printer.TCP) {
      return line.device();
    }
    List<String> connecting =
        controllers.entrySet().stream()
            .filter(entry -> entry.getValue().isConnecting())
            .map(Map.Entry::getKey)
            .toList();
    return connecting.size() == 1 ? connecting.getFirst() : "";
  }

  private Lane lane(LogLine line, String device) {
    if (!device.isEmpty()) {
      return lane(device);
    }
    return switch (line.printer()) {
      case DISK, BLOCK, FILE_SYSTEM -> lane(Lane.MULTIPATH.name());
      case TARGET -> Lane.SUBSYSTEM;
      case CONTROLLER, TCP -> Lane.LAB;
    };
  }

  private Lane lane(String name) {
    return Lane.host(host.isEmpty() ? name : host + " " + name);
  }

  private Optional<ControllerLog> controller(String device) {
    if (!controllers.containsKey(device) && controllers.size() >= CONTROLLERS_MAX) {
      return Optional.empty();
    }
    return Optional.of(
        controllers.computeIfAbsent(
            device,
            name -> new ControllerLog(lane(name), recording, isRestarted, !host.isEmpty())));
  }

  /** Begins the connection attempts whose delay has passed. */
  private void passTo(long nanos) {
    if (hasTimes) {
      controllers.values().stream()
          .filter(controller -> controller.attemptDueNanos() <= nanos)
          .sorted(Comparator.comparingLong(ControllerLog::attemptDueNanos))
          .forEach(ControllerLog::attemptDue);
    }
  }

  /**
   * Handles a restart of the host.
   *
   * @param isShown whether a line or a date shows it; if not, the times of the log begin again
   */
  void hostRestarted(long nanos, boolean isShown) {
    String reason =
        isShown ? ReconnectEvent.Removed.HOST_RESTARTED : ReconnectEvent.Removed.LOG_BEGINS_AGAIN;
    controllers.values().forEach(controller -> controller.hostRestarted(nanos, reason));
    isRestarted = true;
    io.hostRestarted();
  }
}
