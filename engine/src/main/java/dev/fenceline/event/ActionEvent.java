package dev.fenceline.event;

import static dev.fenceline.event.Meaning.COMMAND;
import static dev.fenceline.event.Meaning.FLAG;
import static dev.fenceline.event.Meaning.INSTANCE;
import static dev.fenceline.event.Meaning.STATUS;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.nvme.InstanceId;

/** An action of a person at the host, and its result. */
public sealed interface ActionEvent extends Detail {
  /** Recorded on the lab's lane. */
  @Kind(name = "action", text = "A person acts at the host.")
  record Taken(
      @Field(value = TEXT, text = "the action as it is typed, such as `disconnect nvme4`")
          String command)
      implements ActionEvent {}

  /** Recorded on the controller's lane. */
  @Kind(
      name = "action-refused",
      text = "The host refuses the action of a person, as Linux does with an error number.")
  record Refused(
      @Field(value = TEXT, text = "the action as it is typed") String command,
      @Field(value = TEXT, text = "why the host refuses it") String reason)
      implements ActionEvent {}

  /** Recorded on the source's lane. */
  @Kind(
      name = "passthrough-ccr-answered",
      text = "A Cross-Controller Reset that a person sent has completed.")
  record CcrAnswered(
      @Field(value = INSTANCE, text = "the instance that the command named") InstanceId named,
      @Field(value = COMMAND, text = "command identifier on the source's admin queue") int cid,
      @Field(STATUS) int status,
      @Field(value = FLAG, text = "whether the completion says that the instance no longer exists")
          boolean immediate)
      implements ActionEvent {}
}
