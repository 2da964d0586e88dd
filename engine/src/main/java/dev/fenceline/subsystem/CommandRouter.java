package dev.fenceline.subsystem;

import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Passes a command to the class that executes it, if its controller is in a state to execute it.
 */
final class CommandRouter {
  private static final int FUSE = 3;

  private final FabricsCommands fabrics;
  private final AdminCommands admin;
  private final IoCommands io;

  CommandRouter(FabricsCommands fabrics, AdminCommands admin, IoCommands io) {
    this.fabrics = fabrics;
    this.admin = admin;
    this.io = io;
  }

  void route(CommandConnection frontEnd, ReceivedCommand received) {
    Command command = received.command();
    @Nullable TargetController controller = frontEnd.controller();
    if (controller != null) {
      controller.keepAlive().command();
      if (controller.isNoticed()) {
        interrupt(received);
        return;
      }
    }
    if (!command.usesSgl() || (command.flags() & FUSE) != 0) {
      received.refuse(StatusCode.INVALID_FIELD);
    } else if (command.isFabrics()) {
      fabrics.execute(frontEnd, received);
    } else if (controller == null || !isReady(controller, received.qid())) {
      received.refuse(StatusCode.COMMAND_SEQUENCE_ERROR);
    } else if (received.qid() == 0) {
      admin.execute(controller, received);
    } else {
      io.execute(frontEnd, controller, received);
    }
  }

  private static boolean isReady(TargetController controller, int qid) {
    return qid == 0 ? controller.isEnabled() : controller.isOpenForIo();
  }

  /**
   * Completes a command of a quiescing controller without executing it. Asynchronous Event Requests
   * are not completed.
   */
  private static void interrupt(ReceivedCommand received) {
    if (received.opcode() != Opcode.Admin.ASYNC_EVENT.code()) {
      received.refuse(Status.of(StatusCode.COMMAND_INTERRUPTED));
    }
  }
}
