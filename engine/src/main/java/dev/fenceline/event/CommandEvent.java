package dev.fenceline.event;

/**
 * One copy of a command, on the host's lane or on the lane of the target's instance. A copy is
 * known by the controller instance, {@code qid} (0: admin) and {@code cid}; {@code opcode} with
 * {@code qid} 0 is an admin or fabrics opcode, otherwise an NVM one. {@code lba} and {@code blocks}
 * are 0 where the command has none.
 */
public sealed interface CommandEvent extends Detail {
  /** The queue of the command; 0 is the admin queue. */
  int qid();

  /** The command identifier on the wire. */
  int cid();

  /**
   * Host: queued for sending.
   *
   * @param operation the logical operation it carries, or 0
   * @param copy 1 for the first copy of that operation, 2 for its first retry; 0 without operation
   */
  @Kind("command-submitted")
  record Submitted(int qid, int cid, int opcode, long lba, int blocks, long operation, int copy)
      implements CommandEvent {}

  /** Host: the last byte of the command and its data was handed to the connection. */
  @Kind("command-sent")
  record Sent(int qid, int cid) implements CommandEvent {}

  /** Host: answered in time. */
  @Kind("command-completed")
  record Completed(int qid, int cid, int status, long dw0) implements CommandEvent {}

  /** Host: not answered within its timeout. */
  @Kind("command-timed-out")
  record TimedOut(int qid, int cid, int opcode, long timeoutMillis) implements CommandEvent {}

  /** Host: ended by the host itself, with a status of its own such as 371h. */
  @Kind("command-cancelled")
  record Cancelled(int qid, int cid, int opcode, int status) implements CommandEvent {}

  /** Host: an answer came for a copy that had already ended; it was dropped and counted. */
  @Kind("command-answered-late")
  record AnsweredLate(int qid, int cid, int status) implements CommandEvent {}

  /** Target: the command capsule has arrived. */
  @Kind("command-received")
  record Received(int qid, int cid, int opcode, long lba, int blocks) implements CommandEvent {}

  /**
   * Target: handed to media, with all of its data; will take {@code takesNanos} unless it is
   * revoked; -1: it hangs.
   */
  @Kind("command-executing")
  record Executing(int qid, int cid, int opcode, long lba, int blocks, long takesNanos)
      implements CommandEvent {}

  /** Target: has taken effect on media at this very moment, or failed there. */
  @Kind("command-executed")
  record Executed(int qid, int cid, int opcode, long lba, int blocks, int status)
      implements CommandEvent {}

  /** Target: taken back before it had any effect on media. */
  @Kind("command-revoked")
  record Revoked(int qid, int cid, int opcode, long lba, int blocks, String reason)
      implements CommandEvent {}

  /** Target: the completion was handed to the connection. */
  @Kind("command-answered")
  record Answered(int qid, int cid, int status, long dw0) implements CommandEvent {}
}
