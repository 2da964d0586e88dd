package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.exchange.kernellog.line.KernelMessages;
import dev.fenceline.exchange.kernellog.line.Stamps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Writes the log that the kernel of a Linux host would have printed during a run: one line for each
 * event on a controller's lane that Linux logs, in the words of {@link KernelMessages}. For an
 * imported log, these are its own lines.
 */
public final class KernelLogWriter {
  private static final String RFC = "rfc";

  private static final int EAGAIN = -11;
  private static final int ECONNRESET = -104;
  private static final int ECONNREFUSED = -111;
  private static final int ADMIN_QID = 0;

  private final List<KernelLine> lines = new ArrayList<>();

  /** Controllers that have tried a cross-controller reset in their present fencing. */
  private final Set<String> attempting = new HashSet<>();

  /**
   * The policy of each controller's present fencing. There is no entry if the policy of the host is
   * not known.
   */
  private final Map<String, String> policies = new HashMap<>();

  /** Controllers that are being stopped in this program's order, which Linux does not have. */
  private final Set<String> stopping = new HashSet<>();

  /** The interval between Keep Alives of each controller. */
  private final Map<String, Long> intervalsNanos = new HashMap<>();

  private final DiskLines disk = new DiskLines();
  private final PrintedMoments moments = new PrintedMoments();
  private final ShownTimeouts timeouts = new ShownTimeouts();

  /**
   * The logs from which events were read, by the mark of their lanes. Events with other marks
   * belong to a run.
   */
  private final Map<String, LogEvent.Opened> imported = new HashMap<>();

  private KernelLogWriter() {}

  /**
   * Returns the lines since every path was up ({@link RunEvent.Stage#READY}), as after {@code dmesg
   * -C}, or all lines if the run has no such moment, as with a relay.
   */
  public static List<KernelLine> lines(Iterable<Event> events) {
    KernelLogWriter writer = new KernelLogWriter();
    for (Event event : events) {
      if (event.detail() instanceof RunEvent.Reached(RunEvent.Stage stage)
          && stage == RunEvent.Stage.READY) {
        writer.lines.clear();
      }
      writer.add(event);
    }
    return writer.inOrder();
  }

  /** Returns all lines, including those of the first bring-up. */
  public static List<KernelLine> all(Iterable<Event> events) {
    KernelLogWriter writer = new KernelLogWriter();
    events.forEach(writer::add);
    return writer.inOrder();
  }

  /** Returns the lines in order. Lines that became known later are moved to their position. */
  private List<KernelLine> inOrder() {
    lines.sort(Comparator.comparingLong(KernelLine::nanos));
    return List.copyOf(lines);
  }

  /**
   * Formats lines as dmesg prints them: {@code [ 12.510013] nvme nvme4: ...}, each ending with a
   * newline.
   */
  public static String toText(List<KernelLine> lines) {
    StringBuilder text = new StringBuilder();
    for (KernelLine line : lines) {
      text.append(line.stamp()).append(line.message()).append('\n');
    }
    return text.toString();
  }

  private void add(Event event) {
    if (event.detail() instanceof LogEvent said) {
      repeat(event, said);
    } else if (!imported.containsKey(event.lane().mark())
        && event.lane().group() == Lane.Group.HOST) {
      derive(event);
    }
  }

  /** Repeats a line of an imported log word for word. */
  private void repeat(Event event, LogEvent said) {
    String mark = event.lane().mark();
    LogEvent.Opened log = imported.get(mark);
    if (said instanceof LogEvent.Opened opened) {
      imported.put(mark, opened);
    } else if (said instanceof LogEvent.Line line && log != null) {
      lines.add(
          new KernelLine(
              event.nanos(),
              event.sequence(),
              event.lane(),
              line.head().isEmpty()
                  ? Stamps.print(log.clock(), log.originNanos() + event.nanos())
                  : line.head(),
              line.prefix(),
              line.text()));
    }
  }

  private void derive(Event event) {
    String device = event.lane().name();
    if (event.detail() instanceof ControllerEvent.ConnectFailed failed) {
      connectFailed(event, failed);
      return;
    }
    disk.line(event).ifPresent(lines::add);
    long nanos = moments.of(event);
    if (!awaitsTimeout(device, event, nanos)) {
      add(event, nanos, prefix(event), text(device, event.detail()));
    }
    if (nanos != event.nanos() && event.detail() instanceof ControllerEvent.ErrorRecovery) {
      timedOutThen(moments.timedOut(event), nanos);
    }
  }

  /** Reports whether a line contains T while T is not known yet. */
  private boolean awaitsTimeout(String device, Event event, long nanos) {
    switch (event.detail()) {
      case ControllerEvent.ErrorRecovery _ -> timeouts.begins(device, nanos);
      case FencingEvent.CcrAttempted(_, long timeoutMillis) when timeoutMillis == 0 -> {
        attempting.add(device);
        timeouts.attempts(device, event, nanos);
        return true;
      }
      case HoldEvent.Armed(long remainingMillis, _) when remainingMillis == 0 -> {
        timeouts.holds(device, event, nanos);
        return true;
      }
      case HoldEvent.Ended ended -> showTimeouts(device, ended.timeoutMillis());
      case FencingEvent.CcrTimedOut timedOut -> showTimeouts(device, timedOut.timeoutMillis());
      default -> {}
    }
    return false;
  }

  private void showTimeouts(String device, long timeoutMillis) {
    timeouts.shown(device, timeoutMillis, (of, at, text) -> add(of, at, prefix(of), text));
  }

  /** Moves the line of a timeout to the moment at which the host detected it. */
  private void timedOutThen(long sequence, long nanos) {
    lines.replaceAll(line ->
        line.sequence() == sequence
            ? new KernelLine(
                nanos,
                sequence,
                line.lane(),
                Stamps.print(LogClock.BOOT, nanos),
                line.prefix(),
                line.text())
            : line);
  }

  private static String prefix(Event event) {
    return "nvme " + event.lane().plainName() + ": ";
  }

  private void add(Event event, String prefix, String text) {
    add(event, event.nanos(), prefix, text);
  }

  private void add(Event event, long nanos, String prefix, String text) {
    if (!text.isEmpty()) {
      String stamp = Stamps.print(LogClock.BOOT, nanos);
      lines.add(new KernelLine(nanos, event.sequence(), event.lane(), stamp, prefix, text));
    }
  }

  /**
   * Writes the lines for a connection that could not be opened. For failures of later steps, Linux
   * prints other lines or none.
   */
  private void connectFailed(Event event, ControllerEvent.ConnectFailed failed) {
    if (!failed.step().equals(ControllerEvent.ConnectFailed.ADMIN_CONNECTION)) {
      return;
    }
    if (failed.text().startsWith(ControllerEvent.ConnectFailed.NO_CONNECTION)) {
      add(event, prefix(event), KernelMessages.of("socket-failed").text(ECONNREFUSED));
    } else {
      boolean silent = failed.text().equals(ControllerEvent.ConnectFailed.NO_ICRESP);
      add(
          event,
          "nvme_tcp: ",
          KernelMessages.of("icresp-failed").text(ADMIN_QID, silent ? EAGAIN : ECONNRESET));
    }
  }

  /** Returns what Linux prints for a detail, or an empty string if it prints nothing. */
  private String text(String device, Detail detail) {
    return switch (detail) {
      case CommandEvent.TimedOut timedOut -> PrintedMessages.timeout(timedOut);
      case KeepAliveEvent.Failed failed -> PrintedMessages.keepAliveFailed(failed);
      case ControllerEvent.ErrorRecovery recovery ->
          recovery.fencing() ? "" : KernelMessages.of("error-recovery").text();
      case ControllerEvent.Connected connected ->
          KernelMessages.of("new-controller")
              .text(connected.subsystemNqn(), connected.address(), connected.hostNqn());
      case ControllerEvent.ResetBegun begun -> reset(device, begun);
      case ControllerEvent.RemovalBegun begun -> {
        stopsFirst(device, begun.stopsFirst());
        yield KernelMessages.of("deleting").text(begun.subsystemNqn());
      }
      case ControllerEvent.NotStopped not -> PrintedMessages.notStopped(not);
      case ControllerEvent.StateChanged changed -> {
        stopping.remove(changed.to() == ControllerState.CONNECTING ? device : "");
        yield "";
      }
      case ControllerEvent.Identified identified -> {
        intervalsNanos.put(device, intervalNanos(identified));
        yield "";
      }
      case KeepAliveEvent.Answered answered -> slow(device, answered.roundTripNanos());
      case ConnectionEvent.QueuesCreating creating ->
          KernelMessages.of("queues-creating").text(creating.count());
      case ConnectionEvent.QueuesMapped mapped ->
          KernelMessages.of("queues-mapped")
              .text(mapped.defaults(), mapped.reads(), mapped.polls());
      case FencingEvent fencing -> fencing(device, fencing);
      case HoldEvent hold ->
          stopping.contains(device)
              ? PrintedMessages.ownHold(hold)
              : PrintedMessages.hold(hold, attempting.contains(device));
      case ReconnectEvent reconnect -> PrintedMessages.reconnect(reconnect);
      default -> "";
    };
  }

  private String reset(String device, ControllerEvent.ResetBegun begun) {
    stopsFirst(device, begun.stopsFirst());
    return switch (begun.reason()) {
      case ControllerEvent.ResetBegun.ANATT -> KernelMessages.of("anatt").text();
      case ControllerEvent.ResetBegun.INTERNAL_ERROR -> KernelMessages.of("reset-internal").text();
      default -> KernelMessages.of("reset").text();
    };
  }

  private void stopsFirst(String device, boolean first) {
    if (first) {
      stopping.add(device);
    } else {
      stopping.remove(device);
    }
  }

  private static long intervalNanos(ControllerEvent.Identified identified) {
    long katoNanos = TimeUnit.MILLISECONDS.toNanos(identified.katoMillis());
    return katoNanos / (identified.trafficBased() ? 4 : 2);
  }

  private String slow(String device, long roundTripNanos) {
    return roundTripNanos > intervalsNanos.getOrDefault(device, Long.MAX_VALUE)
        ? KernelMessages.of("keep-alive-slow").text(TimeUnit.NANOSECONDS.toMillis(roundTripNanos))
        : "";
  }

  private String fencing(String device, FencingEvent event) {
    return switch (event) {
      case FencingEvent.Started started -> {
        attempting.remove(device);
        policies.put(device, Objects.requireNonNullElse(started.policy(), ""));
        yield KernelMessages.of("fencing-started").text();
      }
      case FencingEvent.CcrAttempted attempted -> {
        attempting.add(device);
        yield KernelMessages.of("ccr-attempted").text(attempted.timeoutMillis());
      }
      case FencingEvent.CcrEnded ended ->
          ended.outcome().isSuccess()
              ? KernelMessages.of("ccr-succeeded").text(ended.source())
              : "";
      case FencingEvent.CcrConfirmed confirmed ->
          KernelMessages.of("ccr-confirmed").text(confirmed.source());
      case FencingEvent.CcrTimedOut _ -> KernelMessages.of("ccr-timed-out").text();
      case FencingEvent.HoldSkipped skipped -> noHold(device, skipped);
      case FencingEvent.CcrIssued _,
          FencingEvent.CcrAnswered _,
          FencingEvent.CcrExhausted _,
          FencingEvent.Ended _,
          FencingEvent.RuledOut _,
          FencingEvent.TargetAccepted _,
          FencingEvent.TargetImmediate _,
          FencingEvent.TargetRejected _,
          FencingEvent.TargetCompleted _,
          FencingEvent.TargetRemoved _ ->
          "";
    };
  }

  /**
   * Returns the line for a skipped hold. The first version of the series has no hold and prints
   * nothing. A host that tried no reset does not print that one failed.
   */
  private String noHold(String device, FencingEvent.HoldSkipped skipped) {
    if (skipped.reason().equals(FencingEvent.HoldSkipped.NO_KEEP_ALIVE)) {
      return KernelMessages.of("hold-unbounded").text();
    }
    if (!attempting.contains(device)) {
      return "";
    }
    if (!skipped.byPolicy()) {
      return KernelMessages.of("hold-unsupported").text();
    }
    return RFC.equals(policies.get(device)) ? "" : KernelMessages.of("no-hold").text();
  }
}
