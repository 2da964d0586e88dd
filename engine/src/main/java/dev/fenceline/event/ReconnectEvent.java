package dev.fenceline.event;

import static dev.fenceline.event.Meaning.CODE;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.DURATION;
import static dev.fenceline.event.Meaning.ORDINAL;
import static dev.fenceline.event.Meaning.TEXT;

/** Reconnection of a failed controller. {@code maxAttempts} is -1 if there is no limit. */
public sealed interface ReconnectEvent extends Detail {
  @Kind(
      name = "reconnect-scheduled",
      text = "The next attempt to connect again is due after a delay.")
  record Scheduled(
      @Field(value = DURATION, text = "the delay") long delayMillis,
      @Field(value = ORDINAL, text = "number of the attempt") int attempt,
      @Field(
              value = COUNT,
              text = "attempts before the host gives up; -1 if there is no limit",
              none = -1)
          int maxAttempts)
      implements ReconnectEvent {}

  @Kind(name = "reconnect-attempted", text = "An attempt to connect again begins.")
  record Attempted(
      @Field(value = ORDINAL, text = "number of the attempt") int attempt,
      @Field(
              value = COUNT,
              text = "attempts before the host gives up; -1 if there is no limit",
              none = -1)
          int maxAttempts)
      implements ReconnectEvent {}

  @Kind(name = "reconnect-failed", text = "An attempt to connect again failed.")
  record Failed(
      @Field(value = ORDINAL, text = "number of the attempt") int attempt,
      @Field(
              value = COUNT,
              text = "attempts before the host gives up; -1 if there is no limit",
              none = -1)
          int maxAttempts,
      @Field(value = TEXT, text = "why it failed") String reason)
      implements ReconnectEvent {}

  @Kind(name = "reconnected", text = "The controller is connected again.")
  record Succeeded(
      @Field(value = ORDINAL, text = "number of the attempt") int attempt,
      @Field(
              value = COUNT,
              text = "attempts before the host gives up; -1 if there is no limit",
              none = -1)
          int maxAttempts)
      implements ReconnectEvent {}

  @Kind(name = "controller-removed", text = "The host gives up the controller.")
  record Removed(
      @Field(value = CODE, text = "the number that Linux prints in \"Removing controller (%d)...\"")
          int code,
      @Field(value = TEXT, text = "why it gives up") String reason)
      implements ReconnectEvent {
    /** The reason if a log shows that the host was restarted. */
    public static final String HOST_RESTARTED = "the host was restarted";

    /** The reason if the times of a log begin again, and nothing else shows a restart. */
    public static final String LOG_BEGINS_AGAIN = "the times of the log begin again";

    /** The reason if a log shows another controller with the same name. */
    public static final String REPLACED = "a new controller has its name";

    /**
     * Reports whether the removal was seen. If not, the controller was gone by the time of this
     * event.
     */
    public boolean isSeen() {
      return !reason.equals(HOST_RESTARTED)
          && !reason.equals(LOG_BEGINS_AGAIN)
          && !reason.equals(REPLACED);
    }
  }
}
