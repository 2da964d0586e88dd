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
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the kernel of a Linux host would have printed of a run, made from its events: one line for
 * each event on a controller's lane that Linux logs, in the words of {@link KernelMessages}.
 */
public final class KernelLogWriter {
  /** PDU type of a command capsule, the only one that can time out. */
  private static final int CAPSULE_COMMAND = 4;

  /** The tag is the low part of a command identifier; the rest is its generation. */
  private static final int TAG_MASK = 0xFFF;

  private static final int STATUS_CODE_MASK = 0x7FF;
  private static final int STATUS_DNR = 0x4000;
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final List<KernelLine> lines = new ArrayList<>();

  /** Controllers whose present fencing has tried a cross-controller reset. */
  private final Set<String> attempting = new HashSet<>();

  private KernelLogWriter() {}

  /**
   * The lines since every path was up ({@link RunEvent.Stage#READY}), as after {@code dmesg -C};
   * all lines of a run that has no such moment, such as a relay's.
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
    return List.copyOf(writer.lines);
  }

  /** All lines, also those of the first bring-up. */
  public static List<KernelLine> all(Iterable<Event> events) {
    KernelLogWriter writer = new KernelLogWriter();
    events.forEach(writer::add);
    return List.copyOf(writer.lines);
  }

  /** Lines as dmesg prints them: {@code [ 12.510013] nvme nvme4: ...}, each ended by a newline. */
  public static String toText(List<KernelLine> lines) {
    StringBuilder text = new StringBuilder();
    for (KernelLine line : lines) {
      long micros = line.nanos() / NANOS_PER_MICRO;
      text.append(
          String.format(
              Locale.ROOT,
              "[%5d.%06d] nvme %s: %s\n",
              micros / MICROS_PER_SECOND,
              micros % MICROS_PER_SECOND,
              line.device(),
              line.text()));
    }
    return text.toString();
  }

  private void add(Event event) {
    if (event.lane().group() != Lane.Group.HOST) {
      return;
    }
    String device = event.lane().name();
    String text = text(device, event.detail());
    if (!text.isEmpty()) {
      lines.add(new KernelLine(event.nanos(), event.sequence(), device, text));
    }
  }

  /** What Linux prints of it; empty: nothing. */
  private String text(String device, Detail detail) {
    return switch (detail) {
      case CommandEvent.TimedOut timedOut -> timeout(timedOut);
      case KeepAliveEvent.Failed failed ->
          KernelMessages.KEEP_ALIVE_FAILED.text(blockStatus(failed.status()));
      case ControllerEvent.ErrorRecovery recovery ->
          recovery.fencing() ? "" : KernelMessages.ERROR_RECOVERY.text();
      case ControllerEvent.Connected connected ->
          KernelMessages.NEW_CONTROLLER.text(
              connected.subsystemNqn(), connected.address(), connected.hostNqn());
      case ConnectionEvent.QueuesCreating creating ->
          KernelMessages.QUEUES_CREATING.text(creating.count());
      case ConnectionEvent.QueuesMapped mapped ->
          KernelMessages.QUEUES_MAPPED.text(mapped.defaults(), mapped.reads(), mapped.polls());
      case FencingEvent fencing -> fencing(device, fencing);
      case HoldEvent hold -> hold(hold, attempting.contains(device));
      case ReconnectEvent reconnect -> reconnect(reconnect);
      default -> "";
    };
  }

  private static String timeout(CommandEvent.TimedOut command) {
    return KernelMessages.TIMEOUT.text(
        command.cid() & TAG_MASK,
        command.cid(),
        CAPSULE_COMMAND,
        command.opcode(),
        name(command.qid(), command.opcode()),
        command.qid());
  }

  private static String name(int qid, int opcode) {
    if (opcode == Opcode.FABRICS) {
      return "Fabrics Cmd";
    }
    Opcode[] known = qid == 0 ? Opcode.Admin.values() : Opcode.Nvm.values();
    for (Opcode each : known) {
      if (each.code() == opcode) {
        return each.label();
      }
    }
    return "Unknown";
  }

  /** The number behind {@code error=}: what the block layer makes of an NVMe status. */
  private static int blockStatus(int status) {
    return new Status(status & STATUS_CODE_MASK, (status & STATUS_DNR) != 0).blkStatus().number();
  }

  private String fencing(String device, FencingEvent event) {
    return switch (event) {
      case FencingEvent.Started _ -> {
        attempting.remove(device);
        yield KernelMessages.FENCING_STARTED.text();
      }
      case FencingEvent.CcrAttempted attempted -> {
        attempting.add(device);
        yield KernelMessages.CCR_ATTEMPTED.text(attempted.timeoutMillis());
      }
      case FencingEvent.CcrEnded ended ->
          ended.outcome().isSuccess() ? KernelMessages.CCR_SUCCEEDED.text(ended.source()) : "";
      case FencingEvent.CcrTimedOut _ -> KernelMessages.CCR_TIMED_OUT.text();
      case FencingEvent.HoldSkipped skipped ->
          (skipped.byPolicy() ? KernelMessages.NO_HOLD : KernelMessages.HOLD_UNSUPPORTED).text();
      case FencingEvent.CcrIssued _,
          FencingEvent.CcrAnswered _,
          FencingEvent.CcrExhausted _,
          FencingEvent.Ended _,
          FencingEvent.TargetAccepted _,
          FencingEvent.TargetImmediate _,
          FencingEvent.TargetRejected _,
          FencingEvent.TargetCompleted _,
          FencingEvent.TargetRemoved _ ->
          "";
    };
  }

  private static String hold(HoldEvent event, boolean afterCcr) {
    return switch (event) {
      case HoldEvent.Armed armed ->
          (afterCcr ? KernelMessages.HOLD_STARTED : KernelMessages.TIME_BASED_STARTED)
              .text(armed.remainingMillis());
      case HoldEvent.Ended _ ->
          (afterCcr ? KernelMessages.HOLD_FINISHED : KernelMessages.TIME_BASED_FINISHED).text();
    };
  }

  private static String reconnect(ReconnectEvent event) {
    return switch (event) {
      case ReconnectEvent.Scheduled scheduled ->
          KernelMessages.RECONNECTING.text(scheduled.delayMillis() / MILLIS_PER_SECOND);
      case ReconnectEvent.Attempted _ -> "";
      case ReconnectEvent.Failed failed ->
          KernelMessages.RECONNECT_FAILED.text(failed.attempt(), failed.maxAttempts());
      case ReconnectEvent.Succeeded succeeded ->
          KernelMessages.RECONNECTED.text(succeeded.attempt(), succeeded.maxAttempts());
      case ReconnectEvent.Removed removed -> KernelMessages.REMOVING.text(removed.code());
    };
  }
}
