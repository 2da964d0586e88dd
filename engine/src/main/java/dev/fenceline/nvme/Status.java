package dev.fenceline.nvme;

import java.util.Locale;
import java.util.Optional;

/**
 * Outcome of a command: what counts when two outcomes are compared. More and CRD are not part of
 * it, they are in {@link Completion}.
 *
 * @param code SCT:SC as the 11-bit number that Linux uses (SCT shifted left by 8)
 * @param dnr Do Not Retry
 */
public record Status(int code, boolean dnr) {
  /** The command did what it should. */
  public static final Status SUCCESS = of(StatusCode.SUCCESS);

  private static final int CODE_MAX = 0x7FF;
  private static final int FIELD_DNR = 1 << 14;
  private static final int SCT_PATH = 3;

  public Status {
    if (code < 0 || code > CODE_MAX) {
      throw new IllegalArgumentException("status code " + code);
    }
  }

  /** A status that a host may retry. */
  public static Status of(StatusCode code) {
    return new Status(code.code(), false);
  }

  /** A status with DNR. */
  public static Status doNotRetry(StatusCode code) {
    return new Status(code.code(), true);
  }

  /** From the status as events have it: the completion's status field shifted right by one. */
  public static Status ofField(int field) {
    return new Status(field & CODE_MAX, (field & FIELD_DNR) != 0);
  }

  /** The status as events have it; what {@link #ofField} reads. */
  public int field() {
    return code | (dnr ? FIELD_DNR : 0);
  }

  /** Status code type, 0..7. */
  public int sct() {
    return code >> 8;
  }

  /** Status code within its type, 0..FFh. */
  public int sc() {
    return code & 0xFF;
  }

  public boolean isSuccess() {
    return code == StatusCode.SUCCESS.code();
  }

  /** Whether it is this code, with or without DNR. */
  public boolean is(StatusCode other) {
    return code == other.code();
  }

  /** Status type 3h: Linux multipath fails over to another path. */
  public boolean isPathError() {
    return sct() == SCT_PATH;
  }

  /** A path error that makes the host read the ANA log again. */
  public boolean isAnaError() {
    return is(StatusCode.ANA_PERSISTENT_LOSS)
        || is(StatusCode.ANA_INACCESSIBLE)
        || is(StatusCode.ANA_TRANSITION);
  }

  /** The status by name; empty if this program does not know the number. */
  public Optional<StatusCode> known() {
    return StatusCode.of(code);
  }

  /** Name as Linux prints it; "Unknown" otherwise. */
  public String label() {
    return known().map(StatusCode::label).orElse("Unknown");
  }

  /** What Linux's block layer makes of it (nvme_error_status in host/core.c). */
  public BlkStatus blkStatus() {
    return known().map(StatusCode::blkStatus).orElse(BlkStatus.IOERR);
  }

  /** Such as {@code 13Fh Cross-Controller Reset In Progress DNR}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%03Xh %s%s", code, label(), dnr ? " DNR" : "");
  }
}
