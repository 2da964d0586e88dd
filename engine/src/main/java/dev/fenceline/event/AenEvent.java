package dev.fenceline.event;

/**
 * Asynchronous event notifications, with which a target notifies a host of a log page to read.
 * {@code dw0} is dword 0 of the completion: type in bits 0 to 2, information in bits 8 to 15, log
 * page in bits 16 to 23 (Base specification, Asynchronous Event Request).
 */
public sealed interface AenEvent extends Detail {
  /** Target: an event occurred; it is sent as soon as a request is available. */
  @Kind("aen-raised")
  record Raised(int dw0) implements AenEvent {}

  /**
   * Target: an event occurred but is not enabled, or is masked until the host reads the log page.
   */
  @Kind("aen-suppressed")
  record Suppressed(int dw0, boolean enabled) implements AenEvent {}

  /** Target: an event was sent as the completion of a waiting request. */
  @Kind("aen-sent")
  record Sent(int cid, int dw0) implements AenEvent {}

  /** Host: an event arrived. */
  @Kind("aen-received")
  record Received(int cid, int dw0) implements AenEvent {}

  /**
   * Host: a log page was read, because of an event or to find an outcome; {@code entries} is the
   * number of its entries, if it has entries.
   */
  @Kind("log-read")
  record LogRead(int logPage, boolean retainEvent, int entries, String text) implements AenEvent {}

  /**
   * Host: an entry of the CCR log (log page 1Eh, TP8028). Its cause is the {@link LogRead}.
   *
   * @param icid CNTLID of the impacted controller
   * @param ciu CIU of the impacted instance
   * @param acid an alternate controller to try; FFFFh if there is none
   * @param ccrStatus CCRS: 0 in progress, 1 success, 2 failed
   * @param ccrFlags CCRF: bit 0 validated, bit 1 reset initiated
   */
  @Kind("ccr-log-entry")
  record CcrLogEntry(int icid, int ciu, int acid, int ccrStatus, int ccrFlags)
      implements AenEvent {}
}
