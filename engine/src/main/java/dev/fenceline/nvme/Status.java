package dev.fenceline.nvme;

import java.util.Locale;
import java.util.Optional;

/**
 * Outcome of a command. More and CRD are not part of it; {@link Completion} has them.
 *
 * @param code SCT:SC as the 11-bit number that Linux uses (SCT shifted left by 8)
 * @param dnr Do Not Retry
 */
public record Status(int code, boolean dnr) {
  /** The command completed successfully. */
  public static final Status SUCCESS = of(StatusCode.SUCCESS);

  private static final int CODE_MAX = 0x7FF;
  private static final int FIELD_DNR = 1 << 14;
  private static final int SCT_PATH = 3;

  public Status {
    if (code < 0 || code > CODE_MAX) {
      throw new IllegalArgumentException("status code " + code);
    }
  }

  /** Returns a status that a host may retry. */
  public static Status of(StatusCode code) {
    return new Status(code.code(), false);
  }

  /** Returns a status with DNR. */
  public static Status doNotRetry(StatusCode code) {
    return new Status(code.code(), true);
  }

  /**
   * Returns the status for a number from an event: the completion's status field shifted right by
   * one.
   */
  public static Status ofField(int field) {
    return new Status(field & CODE_MAX, (field & FIELD_DNR) != 0);
  }

  /** Returns the number that events contain for this status; {@link #ofField} is the inverse. */
  public int field() {
    return code | (dnr ? FIELD_DNR : 0);
  }

  /** Returns the status code type, 0..7. */
  public int sct() {
    return code >> 8;
  }

  /** Returns the status code within its type, 0..FFh. */
  public int sc() {
    return code & 0xFF;
  }

  public boolean isSuccess() {
    return code == StatusCode.SUCCESS.code();
  }

  /** Reports whether the status has this code, with or without DNR. */
  public boolean is(StatusCode other) {
    return code == other.code();
  }

  /**
   * Reports whether the status type is 3h, for which Linux multipath fails over to another path.
   */
  public boolean isPathError() {
    return sct() == SCT_PATH;
  }

  /** Reports whether this is a path error that makes the host read the ANA log again. */
  public boolean isAnaError() {
    return is(StatusCode.ANA_PERSISTENT_LOSS)
        || is(StatusCode.ANA_INACCESSIBLE)
        || is(StatusCode.ANA_TRANSITION);
  }

  /** Returns the status code by name; empty if the number is not known. */
  public Optional<StatusCode> known() {
    return StatusCode.of(code);
  }

  /** Returns the name as Linux prints it, or "Unknown". */
  public String label() {
    return known().map(StatusCode::label).orElse("Unknown");
  }

  /** Returns the Linux block layer status for this status (nvme_error_status in host/core.c). */
  public BlkStatus blkStatus() {
    return known().map(StatusCode::blkStatus).orElse(BlkStatus.IOERR);
  }

  /** Returns number and name, such as {@code 13Fh Cross-Controller Reset In Progress DNR}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%03Xh %s%s", code, label(), dnr ? " DNR" : "");
  }
}
