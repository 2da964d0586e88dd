package dev.fenceline.event;

import dev.fenceline.nvme.InstanceId;

/** What a person at the host does, and what comes of it. */
public sealed interface ActionEvent extends Detail {
  /**
   * It is done now; {@code command} in words, such as {@code disconnect nvme4}. Lane: the lab's.
   */
  @Kind("action")
  record Taken(String command) implements ActionEvent {}

  /** The host refuses, as Linux would with an error number. Lane: the controller's. */
  @Kind("action-refused")
  record Refused(String command, String reason) implements ActionEvent {}

  /**
   * A Cross-Controller Reset that a person has sent was answered. Lane: the source's.
   *
   * @param named the instance that the command named
   * @param cid command identifier on the source's admin queue
   * @param immediate whether the answer says that the instance is no more
   */
  @Kind("passthrough-ccr-answered")
  record CcrAnswered(InstanceId named, int cid, int status, boolean immediate)
      implements ActionEvent {}
}
