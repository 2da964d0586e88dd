package dev.fenceline.exchange.kernellog;

import dev.fenceline.nvme.BlkStatus;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import java.util.List;
import java.util.stream.Stream;

/** Converts the number that the block layer prints to a status that maps to it. */
final class BlockErrors {
  /** The status of commands that a host itself ends, and of those that a target stops. */
  private static final List<StatusCode> USUAL =
      List.of(StatusCode.HOST_ABORTED_COMMAND, StatusCode.COMMAND_INTERRUPTED);

  private BlockErrors() {}

  /**
   * Returns the usual status for a number, in the form of events, or that of the host's own end if
   * there is none.
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
