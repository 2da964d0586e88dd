package dev.fenceline.event;

/** Reconnection of a failed controller. {@code maxAttempts} is -1 if there is no limit. */
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
   * The host gives up the controller; {@code code} is the number that Linux prints in "Removing
   * controller (%d)...".
   */
  @Kind("controller-removed")
  record Removed(int code, String reason) implements ReconnectEvent {
    /** The reason if a log shows that the host was restarted. */
    public static final String HOST_RESTARTED = "the host was restarted";

    /** The reason if a log shows another controller with the same name. */
    public static final String REPLACED = "a new controller has its name";

    /**
     * Reports whether the removal was seen. If not, the controller was gone by the time of this
     * event.
     */
    public boolean isSeen() {
      return !reason.equals(HOST_RESTARTED) && !reason.equals(REPLACED);
    }
  }
}
