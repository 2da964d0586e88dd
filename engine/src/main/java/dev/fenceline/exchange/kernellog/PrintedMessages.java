package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.exchange.kernellog.line.KernelMessages;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.Status;

/** The messages that Linux prints for one event, if they depend on that event alone. */
final class PrintedMessages {
  /** PDU type of a command capsule, the only one that can time out. */
  private static final int CAPSULE_COMMAND = 4;

  /** Mask of the tag, the low part of a command identifier. The rest is its generation. */
  private static final int TAG_MASK = 0xFFF;

  private static final int STATUS_CODE_MASK = 0x7FF;

  private static final int STATUS_DNR = 0x4000;

  private static final long MILLIS_PER_SECOND = 1_000;

  private PrintedMessages() {}

  static String timeout(CommandEvent.TimedOut command) {
    return KernelMessages.of("timeout")
        .text(
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

  static String keepAliveFailed(KeepAliveEvent.Failed failed) {
    return KernelMessages.of("keep-alive-failed").text(blockStatus(failed.status()));
  }

  /** Returns the number after {@code error=}: the block layer's status for an NVMe status. */
  private static int blockStatus(int status) {
    return new Status(status & STATUS_CODE_MASK, (status & STATUS_DNR) != 0).blkStatus().number();
  }

  static String notStopped(ControllerEvent.NotStopped not) {
    return switch (not.why()) {
      case PROPERTY_SET ->
          KernelMessages.of("property-set").text(not.value(), Property.CC.offset());
      case PROPERTY_GET ->
          KernelMessages.of("property-get").text(not.value(), Property.CSTS.offset());
      case TOO_LONG ->
          KernelMessages.of("not-ready").text(not.shutDown() ? "shutdown" : "reset", not.value());
    };
  }

  /** Returns the line for a hold, for which Linux has none. */
  static String ownHold(HoldEvent event) {
    return switch (event) {
      case HoldEvent.Armed armed -> KernelMessages.of("stop-held").text(armed.remainingMillis());
      case HoldEvent.Ended _, HoldEvent.Released _ -> KernelMessages.of("stop-released").text();
    };
  }

  static String hold(HoldEvent event, boolean afterCcr) {
    return switch (event) {
      case HoldEvent.Armed armed ->
          (afterCcr ? KernelMessages.of("hold-started") : KernelMessages.of("time-based-started"))
              .text(armed.remainingMillis());
      case HoldEvent.Released _ -> KernelMessages.of("hold-released").text();
      case HoldEvent.Ended _ ->
          (afterCcr ? KernelMessages.of("hold-finished") : KernelMessages.of("time-based-finished"))
              .text();
    };
  }

  static String reconnect(ReconnectEvent event) {
    return switch (event) {
      case ReconnectEvent.Scheduled scheduled ->
          KernelMessages.of("reconnecting").text(scheduled.delayMillis() / MILLIS_PER_SECOND);
      case ReconnectEvent.Attempted _ -> "";
      case ReconnectEvent.Failed failed ->
          KernelMessages.of("reconnect-failed").text(failed.attempt(), failed.maxAttempts());
      case ReconnectEvent.Succeeded succeeded ->
          KernelMessages.of("reconnected").text(succeeded.attempt(), succeeded.maxAttempts());
      case ReconnectEvent.Removed removed -> KernelMessages.of("removing").text(removed.code());
    };
  }
}
