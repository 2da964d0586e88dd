package dev.fenceline.exchange.kernellog.line;

/**
 * The meaning of a kernel message for a controller: column {@code step} of the table of messages.
 */
public enum Step {
  /** The message has no consequences. */
  NOTE,
  TIMEOUT,
  FENCING,
  CCR_ATTEMPT,
  CCR_SUCCESS,
  CCR_DEADLINE,
  HOLD,
  HOLD_END,
  /** The host continues without protection, because the target reports no quiesce time. */
  UNPROTECTED,
  /** The host continues without protection, because this kernel has no hold. */
  NO_HOLD,
  ERROR_RECOVERY,
  KEEP_ALIVE_FAILED,
  RECONNECTING,
  RECONNECT_FAILED,
  RECONNECTED,
  GIVING_UP,
  DELETING,
  RESET,
  CREATING,
  MAPPED,
  CONNECTED,
  /** A connection attempt met an error. */
  CONNECT_ERROR,
  /** The connection, or the data on it, has an error. */
  WIRE_ERROR,
  /** The transport has lost the connection and recovery begins. */
  LOST,
  /** A connection attempt begins. */
  ATTEMPT,
  /** I/O waits until a path is usable. */
  IO_WAITS,
  /** I/O returned an error to the application. */
  IO_FAILED,
  FAIL_FAST,
  FILE_SYSTEM_STOPPED,
  /** The message is from a transport that is not followed. */
  NOT_FOLLOWED
}
