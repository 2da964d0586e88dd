package dev.fenceline.exchange.kernellog;

import dev.fenceline.nvme.BlkStatus;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import java.util.List;
import java.util.stream.Stream;

/** From the number that the block layer prints back to a status that has it. */
final class BlockErrors {
  /** What a host itself gives to commands that it ends, and a target to those that it stops. */
  private static final List<StatusCode> USUAL =
      List.of(StatusCode.HOST_ABORTED_COMMAND, StatusCode.COMMAND_INTERRUPTED);

  private BlockErrors() {}

  /**
   * Returns the usual status of that number, as events have it; that of the host's own end
   * otherwise.
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
