package dev.fenceline.exchange.kernellog;

import dev.fenceline.nvme.BlkStatus;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import java.util.List;
import java.util.stream.Stream;

/** Converts a number that the block layer prints to an NVMe status that maps to it. */
final class BlockErrors {
  /**
   * The status of commands that the host itself aborts, and of commands that a target interrupts.
   */
  private static final List<StatusCode> USUAL =
      List.of(StatusCode.HOST_ABORTED_COMMAND, StatusCode.COMMAND_INTERRUPTED);

  private BlockErrors() {}

  /**
   * Returns the usual status for a number, as events contain it; if no status maps to the number,
   * the status of a command that the host aborted.
   */
  static int status(int blockStatus) {
    return Stream.concat(USUAL.stream(), Stream.of(StatusCode.values()))
        .filter(code -> number(code) == blockStatus)
        .findFirst()
        .orElse(StatusCode.HOST_ABORTED_COMMAND)
        .code();
  }

  private static int number(StatusCode code) {
    BlkStatus status = Status.of(code).blkStatus();
    return status.number();
  }
}
