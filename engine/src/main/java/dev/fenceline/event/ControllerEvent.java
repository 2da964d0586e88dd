package dev.fenceline.event;

import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.CODE;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.DEVICE;
import static dev.fenceline.event.Meaning.DURATION;
import static dev.fenceline.event.Meaning.FLAG;
import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.INSTANCE;
import static dev.fenceline.event.Meaning.MOMENT;
import static dev.fenceline.event.Meaning.STATUS;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.InstanceId;

/** A controller as the host sees it. */
public sealed interface ControllerEvent extends Detail {
  @Kind(name = "controller-created", text = "The host has created a controller for a path.")
  record Created(
      @Field(value = DEVICE, text = "the name of its path") String path,
      @Field(value = IDENTIFIER, text = "its transport address, such as `10.0.0.2:4420`")
          String address)
      implements ControllerEvent {}

  @Kind(
      name = "controller-returned",
      text =
          "The host connects a controller again whose connections it had closed without stopping"
              + " it. It may have recovered the controller, or have ended and been started again:"
              + " nothing shows which.")
  record Returned(
      @Field(value = MOMENT, text = "when the host had closed the connections") long closedNanos)
      implements ControllerEvent {}

  @Kind(name = "controller-state", text = "The controller changed state.")
  record StateChanged(
      @Field(value = CHOICE, text = "the state before") ControllerState from,
      @Field(value = CHOICE, text = "the state after") ControllerState to,
      @Field(value = TEXT, text = "why it changed") String reason)
      implements ControllerEvent {
    /**
     * The host has closed the connections without stopping the controller, and was not seen to go
     * on: it may have ended, or the controller may have failed.
     */
    public static final String CLOSED = "closed by its host; why is not known";

    /** The controller was in this state by the time of the event, which a later line shows. */
    public static final String BY_NOW = "by now; since when is not known";
  }

  @Kind(
      name = "controller-identified",
      text = "The host has read Identify, after the controller became ready.")
  record Identified(
      @Field(INSTANCE) InstanceId instance,
      @Field(value = DURATION, text = "the keep-alive timeout that the target applies")
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
      implements ControllerEvent {}

  @Kind(
      name = "controller-connected",
      text = "The newly created controller connected; Linux prints \"new ctrl\".")
  record Connected(
      @Field(value = IDENTIFIER, text = "NQN of the subsystem") String subsystemNqn,
      @Field(value = IDENTIFIER, text = "transport address of the controller") String address,
      @Field(value = IDENTIFIER, text = "NQN of the host") String hostNqn)
      implements ControllerEvent {}

  @Kind(name = "controller-connect-failed", text = "Bring-up failed.")
  record ConnectFailed(
      @Field(value = TEXT, text = "the step that failed") String step,
      @Field(STATUS) int status,
      @Field(
              value = TEXT,
              text = "the problem in words; for a connection, such as `no ICResp in time`")
          String text)
      implements ControllerEvent {
    /** The step that opens the connection of the admin queue. */
    public static final String ADMIN_CONNECTION = "admin connection";

    /** The other side has accepted the connection and sends nothing. */
    public static final String NO_ICRESP = "no ICResp in time";

    /** Start of the text if TCP did not connect; the reason follows. */
    public static final String NO_CONNECTION = "cannot connect: ";
  }

  @Kind(name = "ana-state", text = "The ANA state of a group on this path was reported.")
  record AnaState(
      @Field(value = IDENTIFIER, text = "the ANA group") int group,
      @Field(
              value = CODE,
              text = "1 optimized, 2 non-optimized, 3 inaccessible, 4 persistent loss, 15 change")
          int state)
      implements ControllerEvent {}

  @Kind(
      name = "reset-begun",
      text = "The reset of a LIVE controller begins, without fencing and error recovery.")
  record ResetBegun(
      @Field(value = TEXT, text = "such as `reset by hand`") String reason,
      @Field(
              value = FLAG,
              text =
                  "whether the host uses Fenceline's order instead of Linux's: commands in flight"
                      + " fail over only after the controller has reported that it has stopped, or"
                      + " after T")
          boolean stopsFirst)
      implements ControllerEvent {
    /** A person requested the reset; Linux prints "resetting controller". */
    public static final String BY_HAND = "reset by hand";

    /** A group stayed in the ANA change state for twice ANATT. */
    public static final String ANATT = "ANATT timeout";

    /** The controller reported the error (asynchronous event, type 0, information 03h). */
    public static final String INTERNAL_ERROR = "persistent internal error";
  }

  @Kind(
      name = "removal-begun",
      text = "The removal of the controller begins; Linux prints \"Removing ctrl\".")
  record RemovalBegun(
      @Field(value = IDENTIFIER, text = "NQN of the subsystem") String subsystemNqn,
      @Field(value = FLAG, text = "whether the host uses Fenceline's order, as in `reset-begun`")
          boolean stopsFirst)
      implements ControllerEvent {}

  @Kind(
      name = "controller-not-stopped",
      text = "The controller did not report that it has stopped; Linux continues nevertheless.")
  record NotStopped(
      @Field(value = FLAG, text = "true for a shutdown, false for a disable") boolean shutDown,
      @Field(value = CHOICE, text = "the step that failed") Why why,
      @Field(value = CODE, text = "a status; for `TOO_LONG` the value of CSTS") int value)
      implements ControllerEvent {
    /** The step that failed. */
    public enum Why {
      /** Writing CC failed. */
      PROPERTY_SET,
      /** Reading CSTS failed. */
      PROPERTY_GET,
      /** CSTS did not report the stop in time. */
      TOO_LONG
    }
  }

  /**
   * CSTS.RDY is 0 after CC.EN was set to 0, or CSTS.SHST says that the shutdown is complete (Base
   * specification, section 3.6).
   */
  @Kind(
      name = "controller-stopped",
      text =
          "The controller reports that it has stopped: commands that were sent to this instance can"
              + " no longer take effect.")
  record Stopped(
      @Field(value = FLAG, text = "true for a shutdown, false for a disable") boolean shutDown)
      implements ControllerEvent {}

  @Kind(name = "error-recovery", text = "Error recovery begins, with fencing or without it.")
  record ErrorRecovery(
      @Field(value = TEXT, text = "what the host detected") String trigger,
      @Field(value = FLAG, text = "whether the host fences") boolean fencing,
      @Field(
              value = FLAG,
              text =
                  "whether it is not known if the host fences, as with a log that does not mention"
                      + " fencing; `fencing` is then false")
          boolean notKnown,
      @Field(
              value = FLAG,
              text = "whether it began before the recording, at an unknown time",
              none = 0)
          boolean earlier,
      @Field(
              value = MOMENT,
              text =
                  "when the host detected the failure, if that was concluded later; 0 if it is the"
                      + " time of this event; -1 if it is not known, but not later than this event",
              none = 0,
              unknown = -1)
          long sinceNanos)
      implements ControllerEvent {
    /** The time at which the host detected the failure is not known. */
    public static final long NOT_SEEN = -1;

    /** Creates an event for a recovery that begins at the time of the event. */
    public ErrorRecovery(String trigger, boolean fencing, boolean notKnown, boolean earlier) {
      this(trigger, fencing, notKnown, earlier, 0);
    }

    /**
     * Creates an event for a recovery whose beginning was seen, for a host of which it is known
     * whether it fences.
     */
    public ErrorRecovery(String trigger, boolean fencing) {
      this(trigger, fencing, false, false, 0);
    }
  }
}
