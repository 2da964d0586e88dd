package dev.fenceline.event;

import dev.fenceline.nvme.InstanceId;

/** An action of a person at the host, and its result. */
public sealed interface ActionEvent extends Detail {
  /**
   * The action begins; {@code command} is its text, such as {@code disconnect nvme4}. Lane: the
   * lab's.
   */
  @Kind("action")
  record Taken(String command) implements ActionEvent {}

  /** The host refuses the action, as Linux does with an error number. Lane: the controller's. */
  @Kind("action-refused")
  record Refused(String command, String reason) implements ActionEvent {}

  /**
   * A Cross-Controller Reset sent by a person has completed. Lane: the source's.
   *
   * @param named the instance that the command named
   * @param cid command identifier on the source's admin queue
   * @param immediate whether the completion says that the instance no longer exists
   */
  @Kind("passthrough-ccr-answered")
  record CcrAnswered(InstanceId named, int cid, int status, boolean immediate)
      implements ActionEvent {}
}
