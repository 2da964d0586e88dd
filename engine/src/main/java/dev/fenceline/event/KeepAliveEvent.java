package dev.fenceline.event;

import static dev.fenceline.event.Meaning.COMMAND;
import static dev.fenceline.event.Meaning.DURATION;
import static dev.fenceline.event.Meaning.MOMENT;
import static dev.fenceline.event.Meaning.STATUS;

/** Keep Alive commands, at both ends. */
public sealed interface KeepAliveEvent extends Detail {
  @Kind(name = "keep-alive-sent", text = "Host: a Keep Alive was sent.")
  record Sent(@Field(COMMAND) int cid) implements KeepAliveEvent {}

  @Kind(name = "keep-alive-answered", text = "Host: a Keep Alive completed successfully.")
  record Answered(
      @Field(COMMAND) int cid,
      @Field(value = DURATION, text = "from sending to completion") long roundTripNanos)
      implements KeepAliveEvent {}

  @Kind(
      name = "keep-alive-expired",
      text = "Host: a Keep Alive did not complete within KATO, so the path has failed.")
  record Expired(
      @Field(COMMAND) int cid, @Field(value = MOMENT, text = "when it was sent") long sentNanos)
      implements KeepAliveEvent {}

  @Kind(
      name = "keep-alive-failed",
      text =
          "Host: a Keep Alive ended with an error; Linux prints \"failed nvme_keep_alive_end_io"
              + " error=\".")
  record Failed(@Field(COMMAND) int cid, @Field(STATUS) int status) implements KeepAliveEvent {}

  @Kind(
      name = "keep-alive-accepted",
      text = "Target: a Keep Alive was accepted; the timer restarts.")
  record Accepted(@Field(COMMAND) int cid) implements KeepAliveEvent {}

  @Kind(
      name = "keep-alive-late",
      text =
          "Target: a Keep Alive arrived more than KATO after the last accepted one and does not"
              + " revive the controller.")
  record Late(
      @Field(COMMAND) int cid,
      @Field(value = DURATION, text = "by how much it was late") long overdueNanos)
      implements KeepAliveEvent {}

  @Kind(
      name = "keep-alive-lapsed",
      text = "Target: the timer expired without a Keep Alive within KATO.")
  record Lapsed(
      @Field(value = MOMENT, text = "when the last one was accepted") long lastAcceptedNanos)
      implements KeepAliveEvent {}
}
