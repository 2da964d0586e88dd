package dev.fenceline.event;

/** Reconnecting a failed controller. {@code maxAttempts} is -1 when there is no limit. */
public sealed interface ReconnectEvent extends Detail {
  /** The next attempt is due after {@code delayMillis}. */
  @Kind("reconnect-scheduled")
  record Scheduled(long delayMillis, int attempt, int maxAttempts) implements ReconnectEvent {}

  /** An attempt begins. */
  @Kind("reconnect-attempted")
  record Attempted(int attempt, int maxAttempts) implements ReconnectEvent {}

  /** An attempt failed. */
  @Kind("reconnect-failed")
  record Failed(int attempt, int maxAttempts, String reason) implements ReconnectEvent {}

  /** The controller is connected again. */
  @Kind("reconnected")
  record Succeeded(int attempt, int maxAttempts) implements ReconnectEvent {}

  /**
   * The host gives the controller up; {@code code} is what Linux prints in "Removing controller
   * (%d)...".
   */
  @Kind("controller-removed")
  record Removed(int code, String reason) implements ReconnectEvent {}
}
