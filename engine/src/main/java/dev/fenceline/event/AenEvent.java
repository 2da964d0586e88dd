package dev.fenceline.event;

/**
 * Asynchronous event notifications: how a target tells a host that there is a log page to read. A
 * {@code dw0} is dword 0 of the completion: type in bits 0 to 2, information in bits 8 to 15, log
 * page in bits 16 to 23 (Base specification, Asynchronous Event Request).
 */
public sealed interface AenEvent extends Detail {
  /** Target: an event occurred and will be sent with the next free request, or waits for one. */
  @Kind("aen-raised")
  record Raised(int dw0) implements AenEvent {}

  /** Target: an event occurred but is masked until the host reads the log page, or not enabled. */
  @Kind("aen-suppressed")
  record Suppressed(int dw0, boolean enabled) implements AenEvent {}

  /** Target: an event went out as the completion of a waiting request. */
  @Kind("aen-sent")
  record Sent(int cid, int dw0) implements AenEvent {}

  /** Host: an event arrived. */
  @Kind("aen-received")
  record Received(int cid, int dw0) implements AenEvent {}

  /**
   * Host: a log page was read because of an event, or to look for an outcome; {@code entries} where
   * it has any.
   */
  @Kind("log-read")
  record LogRead(int logPage, boolean retainEvent, int entries, String text) implements AenEvent {}

  /**
   * Host: an entry of the CCR log as it was read, whose cause is the {@link LogRead} (log page 1Eh,
   * TP8028).
   *
   * @param icid CNTLID of the impacted controller
   * @param ciu CIU of the impacted instance
   * @param acid a controller to try instead; FFFFh: none
   * @param ccrStatus CCRS: 0 in progress, 1 success, 2 failed
   * @param ccrFlags CCRF: bit 0 found valid, bit 1 reset begun
   */
  @Kind("ccr-log-entry")
  record CcrLogEntry(int icid, int ciu, int acid, int ccrStatus, int ccrFlags)
      implements AenEvent {}
}
