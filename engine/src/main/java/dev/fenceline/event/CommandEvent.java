package dev.fenceline.event;

/**
 * One copy of a command, on the host's lane or on the lane of the target's instance. The controller
 * instance, {@code qid} (0 for admin) and {@code cid} identify a copy. With {@code qid} 0, {@code
 * opcode} is an admin or fabrics opcode, otherwise an NVM opcode. {@code lba} and {@code blocks}
 * are 0 if the command has none.
 */
public sealed interface CommandEvent extends Detail {
  /** Returns the queue of the command; 0 is the admin queue. */
  int qid();

  /** Returns the command identifier on the wire. */
  int cid();

  /**
   * Host: the command was queued for sending.
   *
   * @param operation the logical operation of the command, or 0
   * @param copy 1 for the first copy of the operation, 2 for its first retry; 0 without an
   *     operation
   */
  @Kind("command-submitted")
  record Submitted(int qid, int cid, int opcode, long lba, int blocks, long operation, int copy)
      implements CommandEvent {}

  /** Host: the last byte of the command and its data was passed to the connection. */
  @Kind("command-sent")
  record Sent(int qid, int cid) implements CommandEvent {}

  /** Host: the command completed before its timeout. */
  @Kind("command-completed")
  record Completed(int qid, int cid, int status, long dw0) implements CommandEvent {}

  /** Host: the command did not complete before its timeout. */
  @Kind("command-timed-out")
  record TimedOut(int qid, int cid, int opcode, long timeoutMillis) implements CommandEvent {}

  /** Host: the host ended the command itself, with a host status such as 371h. */
  @Kind("command-cancelled")
  record Cancelled(int qid, int cid, int opcode, int status) implements CommandEvent {}

  /**
   * Host: a completion arrived for a copy that had already ended. The host dropped and counted it.
   */
  @Kind("command-answered-late")
  record AnsweredLate(int qid, int cid, int status) implements CommandEvent {}

  /** Target: the command capsule has arrived. */
  @Kind("command-received")
  record Received(int qid, int cid, int opcode, long lba, int blocks) implements CommandEvent {}

  /**
   * Target: the command was passed to media with all its data. It takes {@code takesNanos} unless
   * it is revoked; -1 means that it hangs.
   */
  @Kind("command-executing")
  record Executing(int qid, int cid, int opcode, long lba, int blocks, long takesNanos)
      implements CommandEvent {}

  /** Target: at this moment the command took effect on media, or failed there. */
  @Kind("command-executed")
  record Executed(int qid, int cid, int opcode, long lba, int blocks, int status)
      implements CommandEvent {}

  /** Target: the command was revoked before it had any effect on media. */
  @Kind("command-revoked")
  record Revoked(int qid, int cid, int opcode, long lba, int blocks, String reason)
      implements CommandEvent {}

  /** Target: the completion was passed to the connection. */
  @Kind("command-answered")
  record Answered(int qid, int cid, int status, long dw0) implements CommandEvent {}
}
