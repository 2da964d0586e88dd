package dev.fenceline.event;

import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.CONTROLLER;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.DURATION;
import static dev.fenceline.event.Meaning.FLAG;
import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.INSTANCE;
import static dev.fenceline.event.Meaning.MOMENT;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.InstanceState;
import dev.fenceline.nvme.InstanceId;

/** One controller instance at the target, on its own lane. */
public sealed interface InstanceEvent extends Detail {
  @Kind(name = "instance-created", text = "An admin Connect of a host created the instance.")
  record Created(
      @Field(CONTROLLER) int cntlid,
      @Field(value = IDENTIFIER, text = "number of the target port") int port,
      @Field(value = IDENTIFIER, text = "NQN of the host") String hostNqn,
      @Field(value = IDENTIFIER, text = "host identifier") String hostId)
      implements InstanceEvent {}

  @Kind(name = "instance-state", text = "The instance changed state.")
  record StateChanged(
      @Field(value = CHOICE, text = "the state before") InstanceState from,
      @Field(value = CHOICE, text = "the state after") InstanceState to,
      @Field(value = TEXT, text = "why it changed") String reason)
      implements InstanceEvent {}

  @Kind(name = "instance-ready", text = "The instance became ready, with a new identity.")
  record Ready(
      @Field(INSTANCE) InstanceId instance,
      @Field(
              value = DURATION,
              text = "the keep-alive timeout as applied (rounded up to KAS); 0 if there is none")
          long katoMillis,
      @Field(value = DURATION, text = "Command Quiesce Time; 0 if not reported") long cqtMillis,
      @Field(
              value = COUNT,
              text =
                  "cross-controller resets that it can have in progress as a source; 0 if it"
                      + " supports none")
          int ccrLimit,
      @Field(value = FLAG, text = "whether any command counts as keep alive (TBKAS)")
          boolean trafficBased)
      implements InstanceEvent {
    /**
     * Returns the CIU, which distinguishes instances with the same controller ID in the display.
     */
    public int ciu() {
      return instance.ciu();
    }
  }

  @Kind(
      name = "instance-noticed",
      text =
          "The target detects that this instance is lost; from now on no further command starts to"
              + " execute.")
  record Noticed(
      @Field(INSTANCE) InstanceId instance,
      @Field(
              value = TEXT,
              text =
                  "such as keep-alive lapse, late keep alive, admin connection lost, fatal error,"
                      + " reset by controller 1")
          String reason,
      @Field(value = COUNT, text = "commands that media is still executing") int commandsAtMedia,
      @Field(
              value = MOMENT,
              text = "when media has finished them; 0 if it is not known in advance",
              unknown = 0)
          long quietByNanos)
      implements InstanceEvent {}

  @Kind(
      name = "instance-reset-by",
      text = "A surviving controller resets this instance, which had not detected its loss before.")
  record ResetBy(
      @Field(value = INSTANCE, text = "the instance of the surviving controller") InstanceId source,
      @Field(value = INSTANCE, text = "this instance") InstanceId impacted)
      implements InstanceEvent {}

  @Kind(
      name = "instance-gone",
      text =
          "The last command of the instance has left front end and back end; its controller ID is"
              + " free again.")
  record Gone(
      @Field(INSTANCE) InstanceId instance,
      @Field(value = COUNT, text = "commands that media finished after the loss was detected")
          int finished,
      @Field(value = COUNT, text = "commands that were revoked") int revoked)
      implements InstanceEvent {}
}
