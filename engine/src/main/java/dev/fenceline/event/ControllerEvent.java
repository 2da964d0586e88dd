package dev.fenceline.event;

import dev.fenceline.nvme.InstanceId;

/** A controller as the host sees it. */
public sealed interface ControllerEvent extends Detail {
  /**
   * The host has made a controller for a path.
   *
   * @param path the name of the path it uses
   * @param address the transport address as a person knows it, such as {@code 10.0.0.2:4420}
   */
  @Kind("controller-created")
  record Created(String path, String address) implements ControllerEvent {}

  /** It changed state. */
  @Kind("controller-state")
  record StateChanged(ControllerState from, ControllerState to, String reason)
      implements ControllerEvent {}

  /**
   * Identify was read, after the controller became ready.
   *
   * @param katoMillis the keep-alive timeout that the target applies
   * @param cqtMillis command quiesce time; 0: not reported
   * @param ccrLimit how many cross-controller resets it can have in progress as a source; 0: none
   * @param trafficBased whether any command counts as keep alive (TBKAS)
   */
  @Kind("controller-identified")
  record Identified(
      InstanceId instance, long katoMillis, long cqtMillis, int ccrLimit, boolean trafficBased)
      implements ControllerEvent {}

  /** It connected for the first time; Linux prints "new ctrl". */
  @Kind("controller-connected")
  record Connected(String subsystemNqn, String address, String hostNqn)
      implements ControllerEvent {}

  /**
   * Bring-up failed.
   *
   * @param text what went wrong, in words; of a connection such as {@link #NO_ICRESP}
   */
  @Kind("controller-connect-failed")
  record ConnectFailed(String step, int status, String text) implements ControllerEvent {
    /** The step that opens the connection of the admin queue. */
    public static final String ADMIN_CONNECTION = "admin connection";

    /** The other side has accepted the connection and is silent. */
    public static final String NO_ICRESP = "no ICResp in time";

    /** TCP did not connect; why comes after it. */
    public static final String NO_CONNECTION = "cannot connect: ";
  }

  /**
   * The ANA state of a group on this path: 1 optimized, 2 non-optimized, 3 inaccessible, 4
   * persistent loss, 15 change.
   */
  @Kind("ana-state")
  record AnaState(int group, int state) implements ControllerEvent {}

  /**
   * A LIVE controller is reset, without fencing and without error recovery.
   *
   * @param reason what asks for it, such as {@link #BY_HAND}
   * @param stopsFirst in the order of this program, not Linux's: what is in flight goes elsewhere
   *     only after the controller has said that it has stopped, or after T
   */
  @Kind("reset-begun")
  record ResetBegun(String reason, boolean stopsFirst) implements ControllerEvent {
    /** A person; Linux prints "resetting controller". */
    public static final String BY_HAND = "reset by hand";

    /** A group stayed in the ANA change state for twice ANATT. */
    public static final String ANATT = "ANATT timeout";

    /** The controller reported it (asynchronous event, type 0, information 03h). */
    public static final String INTERNAL_ERROR = "persistent internal error";
  }

  /**
   * The controller is removed; Linux prints "Removing ctrl".
   *
   * @param stopsFirst in the order of this program, not Linux's, as in {@link ResetBegun}
   */
  @Kind("removal-begun")
  record RemovalBegun(String subsystemNqn, boolean stopsFirst) implements ControllerEvent {}

  /**
   * It did not say that it has stopped; Linux goes on all the same.
   *
   * @param shutDown whether it was to shut down, or to be disabled
   * @param value a status; of {@link Why#TOO_LONG} what CSTS was
   */
  @Kind("controller-not-stopped")
  record NotStopped(boolean shutDown, Why why, int value) implements ControllerEvent {
    /** What was missing. */
    public enum Why {
      /** Writing CC failed. */
      PROPERTY_SET,
      /** Reading CSTS failed. */
      PROPERTY_GET,
      /** CSTS did not say so in time. */
      TOO_LONG
    }
  }

  /**
   * It says that it has stopped: CSTS.RDY is 0 after CC.EN 0, or CSTS.SHST says that the shutdown
   * is complete. Nothing that was sent to this instance takes effect any more (Base specification,
   * section 3.6).
   */
  @Kind("controller-stopped")
  record Stopped(boolean shutDown) implements ControllerEvent {}

  /**
   * Error recovery begins because of this, by fencing or, when it does not fence, at once.
   *
   * @param fencing whether the host fences
   * @param notKnown what was seen does not say whether the host fences, as in a log without a word
   *     of it; {@code fencing} is false then
   * @param earlier it began before the recording did, at a moment that is not known
   * @param sinceNanos when the host knew, where that was concluded later; 0: at this event
   */
  @Kind("error-recovery")
  record ErrorRecovery(
      String trigger, boolean fencing, boolean notKnown, boolean earlier, long sinceNanos)
      implements ControllerEvent {
    /** One whose moment is that of its event. */
    public ErrorRecovery(String trigger, boolean fencing, boolean notKnown, boolean earlier) {
      this(trigger, fencing, notKnown, earlier, 0);
    }

    /** One that is seen to begin, of a host that says whether it fences. */
    public ErrorRecovery(String trigger, boolean fencing) {
      this(trigger, fencing, false, false, 0);
    }
  }
}
