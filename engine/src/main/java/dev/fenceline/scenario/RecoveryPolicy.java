package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.FormerName;
import dev.fenceline.scenario.setting.Spelling;

/**
 * What a host does when a path fails: the versions of the Linux series for TP8028 by name, Linux
 * before the series, and our own policy. The methods say what each policy does; {@code
 * host.Fencing} follows them.
 *
 * <table>
 * <caption>The policies</caption>
 * <tr><th>policy</th><th>requests a reset</th><th>after a reset that was accepted and then failed
 * </th><th>hold</th><th>new I/O while every path fences</th></tr>
 * <tr><td>none</td><td>no, and does not fence</td><td></td><td>no</td><td>does not occur</td></tr>
 * <tr><td>time-based</td><td>no</td><td></td><td>always</td><td>waits</td></tr>
 * <tr><td>rfc</td><td>yes</td><td>next source</td><td>no</td><td>fails</td></tr>
 * <tr><td>v3</td><td>yes</td><td>no other source</td><td>if CQT is reported</td><td>fails</td></tr>
 * <tr><td>v4</td><td>yes</td><td>no other source</td><td>no</td><td>fails</td></tr>
 * <tr><td>best</td><td>yes</td><td>next source</td><td>if CQT is reported; a late success
 * ends it</td><td>waits</td></tr>
 * </table>
 */
public enum RecoveryPolicy {
  /** Linux before the series: tears down and fails over at once. */
  NONE(Reset.NEVER, Hold.NEVER),
  /** The hold of TP4129 only (the series of 2025-03). */
  TIME_BASED(Reset.NEVER, Hold.ALWAYS),
  /**
   * The first version of the series (2025-11) without its hold: tries the next source after a
   * failed reset, then fails over at once. The original version held for the rest of T if CQT was
   * reported.
   */
  RFC(Reset.EVERY_SOURCE, Hold.NEVER),
  /**
   * Versions 2 and 3: try no other source after a reset that was accepted, then hold if CQT is
   * reported.
   */
  V3(Reset.UNTIL_ACCEPTED, Hold.WITH_CQT),
  /**
   * Version 4, without CQT: tries no other source after a reset that was accepted, then fails over
   * at once.
   */
  @FormerName("rpfr-no-hold")
  V4(Reset.UNTIL_ACCEPTED, Hold.NEVER),
  /**
   * Our policy: tries every source of a snapshot, then holds if CQT is reported. {@link #isOurs}
   * lists where it improves on the series.
   */
  @FormerName("rpfr")
  BEST(Reset.EVERY_SOURCE, Hold.WITH_CQT);

  /** The controllers through which the failed one is reset. */
  private enum Reset {
    NEVER,
    UNTIL_ACCEPTED,
    EVERY_SOURCE
  }

  /** When the host waits for the rest of T if no reset has succeeded. */
  private enum Hold {
    NEVER,
    WITH_CQT,
    ALWAYS
  }

  private final Reset reset;
  private final Hold hold;

  RecoveryPolicy(Reset reset, Hold hold) {
    this.reset = reset;
    this.hold = hold;
  }

  /** Returns the word in scenario files, JSON and reports. */
  public String word() {
    return Spelling.word(this);
  }

  /** Describes the policy in a phrase. */
  public String words() {
    return switch (this) {
      case NONE -> "without the series: fails over at once";
      case TIME_BASED -> "time-based hold only";
      case RFC ->
          "first version of the series, without its hold: CCR, next source after a failed one";
      case V3 -> "version 3 of the series: CCR, then time-based hold";
      case V4 -> "version 4 of the series: CCR, no hold";
      case BEST -> "ours: CCR through every source, then time-based hold";
    };
  }

  /** Reports whether the commands in flight on a failed path are held until fencing has ended. */
  public boolean fences() {
    return this != NONE;
  }

  /** Reports whether the failed controller is reset through another one (TP8028). */
  public boolean asksForReset() {
    return reset != Reset.NEVER;
  }

  /**
   * Reports whether another source is tried after a reset that was accepted and then failed or was
   * not completed in time. After a refused reset, every version tries the next source.
   */
  public boolean triesNextAfterFailure() {
    return reset == Reset.EVERY_SOURCE;
  }

  /**
   * Reports whether the host waits for the rest of T if no reset has succeeded.
   *
   * @param cqtReported whether the impacted controller reported a CQT
   */
  public boolean holds(boolean cqtReported) {
    return hold == Hold.ALWAYS || (hold == Hold.WITH_CQT && cqtReported);
  }

  /** Reports whether the policy has a time-based hold. */
  public boolean knowsHold() {
    return hold != Hold.NEVER;
  }

  /** Reports whether the host reads CQT. Version 4 was posted without the patches for it. */
  public boolean readsCqt() {
    return this != V4;
  }

  /**
   * Reports whether CQT is part of W, the wait for one reset that was accepted: {@code max(CQT,
   * KATO)} in patch 18 of 21 of version 3. Before that patch, and in version 4, W is KATO.
   */
  public boolean waitsForCqt() {
    return this == V3 || this == BEST;
  }

  /**
   * Reports whether the policy differs from the series on purpose:
   *
   * <ul>
   *   <li>it tries every source of a snapshot, whereas Linux proceeds in ascending order of
   *       controller IDs and skips lower ones;
   *   <li>if a source itself fails, the wait for its reset ends at once;
   *   <li>the log is read once more before it gives up on a reset;
   *   <li>a late success ends the hold;
   *   <li>with KATO 0 it still requests a reset.
   * </ul>
   */
  public boolean isOurs() {
    return this == BEST;
  }

  /**
   * Reports whether new I/O waits while every path fences. The series does not count a FENCING
   * controller as one worth waiting for (nvme_available_path), so there new I/O fails at once.
   */
  public boolean queuesWhileAllFence() {
    return this == BEST || this == TIME_BASED;
  }

  /**
   * Reports whether the commands in flight on a controller that a user removes or resets are
   * retried only after the controller reports that it has stopped, or after T. Linux, with and
   * without the series, tears down the I/O queues first in a reset, and continues if there is no
   * answer.
   */
  public boolean stopsBeforeFailover() {
    return this == BEST || this == TIME_BASED;
  }
}
