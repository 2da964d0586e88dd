package dev.fenceline.exchange.kernellog;

/** What a kernel message says of a controller: column {@code step} of the table of messages. */
enum Step {
  /** Nothing that follows. */
  NOTE,
  TIMEOUT,
  FENCING,
  CCR_ATTEMPT,
  CCR_SUCCESS,
  CCR_DEADLINE,
  HOLD,
  HOLD_END,
  /** Goes on without protection: the target reports no quiesce time. */
  UNPROTECTED,
  /** Goes on without protection: this kernel knows no hold. */
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
  /** An attempt to connect meets an obstacle. */
  CONNECT_ERROR,
  /** What came over the connection, or the connection itself, is at fault. */
  WIRE_ERROR,
  /** The transport has lost the connection and recovery begins. */
  LOST,
  /** An attempt to connect begins. */
  ATTEMPT,
  /** I/O waits until a path is usable. */
  IO_WAITS,
  /** I/O failed upwards. */
  IO_FAILED,
  FAIL_FAST,
  FILE_SYSTEM_STOPPED,
  /** A message of a transport that is not followed. */
  NOT_FOLLOWED
}
