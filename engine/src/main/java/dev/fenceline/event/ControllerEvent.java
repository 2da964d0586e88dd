package dev.fenceline.event;

import dev.fenceline.nvme.InstanceId;

/** A controller as the host sees it. */
public sealed interface ControllerEvent extends Detail {
  /**
   * The host has created a controller for a path.
   *
   * @param path the name of its path
   * @param address its transport address, such as {@code 10.0.0.2:4420}
   */
  @Kind("controller-created")
  record Created(String path, String address) implements ControllerEvent {}

  /** The controller changed state. */
  @Kind("controller-state")
  record StateChanged(ControllerState from, ControllerState to, String reason)
      implements ControllerEvent {}

  /**
   * The host has read Identify, after the controller became ready.
   *
   * @param katoMillis the keep-alive timeout that the target applies
   * @param cqtMillis Command Quiesce Time; 0 if not reported
   * @param ccrLimit number of cross-controller resets that it can have in progress as a source; 0
   *     if it supports none
   * @param trafficBased whether any command counts as keep alive (TBKAS)
   */
  @Kind("controller-identified")
  record Identified(
      InstanceId instance, long katoMillis, long cqtMillis, int ccrLimit, boolean trafficBased)
      implements ControllerEvent {}

  /** The controller connected for the first time; Linux prints "new ctrl". */
  @Kind("controller-connected")
  record Connected(String subsystemNqn, String address, String hostNqn)
      implements ControllerEvent {}

  /**
   * Bring-up failed.
   *
   * @param text the problem in words; for a connection, such as {@link #NO_ICRESP}
   */
  @Kind("controller-connect-failed")
  record ConnectFailed(String step, int status, String text) implements ControllerEvent {
    /** The step that opens the connection of the admin queue. */
    public static final String ADMIN_CONNECTION = "admin connection";

    /** The other side has accepted the connection and sends nothing. */
    public static final String NO_ICRESP = "no ICResp in time";

    /** Start of the text if TCP did not connect; the reason follows. */
    public static final String NO_CONNECTION = "cannot connect: ";
  }

  /**
   * The ANA state of a group on this path: 1 optimized, 2 non-optimized, 3 inaccessible, 4
   * persistent loss, 15 change.
   */
  @Kind("ana-state")
  record AnaState(int group, int state) implements ControllerEvent {}

  /**
   * The reset of a LIVE controller begins, without fencing and error recovery.
   *
   * @param reason the reason, such as {@link #BY_HAND}
   * @param stopsFirst whether the host uses Fenceline's order instead of Linux's: commands in
   *     flight fail over only after the controller has reported that it has stopped, or after T
   */
  @Kind("reset-begun")
  record ResetBegun(String reason, boolean stopsFirst) implements ControllerEvent {
    /** A person requested the reset; Linux prints "resetting controller". */
    public static final String BY_HAND = "reset by hand";

    /** A group stayed in the ANA change state for twice ANATT. */
    public static final String ANATT = "ANATT timeout";

    /** The controller reported the error (asynchronous event, type 0, information 03h). */
    public static final String INTERNAL_ERROR = "persistent internal error";
  }

  /**
   * The removal of the controller begins; Linux prints "Removing ctrl".
   *
   * @param stopsFirst whether the host uses Fenceline's order, as in {@link ResetBegun}
   */
  @Kind("removal-begun")
  record RemovalBegun(String subsystemNqn, boolean stopsFirst) implements ControllerEvent {}

  /**
   * The controller did not report that it has stopped. Linux continues nevertheless.
   *
   * @param shutDown true for a shutdown, false for a disable
   * @param value a status; for {@link Why#TOO_LONG} the value of CSTS
   */
  @Kind("controller-not-stopped")
  record NotStopped(boolean shutDown, Why why, int value) implements ControllerEvent {
    /** The step that failed. */
    public enum Why {
      /** Writing CC failed. */
      PROPERTY_SET,
      /** Reading CSTS failed. */
      PROPERTY_GET,
      /** CSTS did not report it in time. */
      TOO_LONG
    }
  }

  /**
   * The controller reports that it has stopped: CSTS.RDY is 0 after CC.EN 0, or CSTS.SHST says that
   * the shutdown is complete. Commands that were sent to this instance can no longer take effect
   * (Base specification, section 3.6).
   */
  @Kind("controller-stopped")
  record Stopped(boolean shutDown) implements ControllerEvent {}

  /**
   * Error recovery begins, with fencing or without it.
   *
   * @param fencing whether the host fences
   * @param notKnown whether it is not known if the host fences, as with a log that does not mention
   *     fencing; {@code fencing} is then false
   * @param earlier whether it began before the recording, at an unknown time
   * @param sinceNanos the time at which the host detected the failure, if that was concluded later;
   *     0 if it is the time of this event; {@link #NOT_SEEN} if it is not known, but not later than
   *     this event
   */
  @Kind("error-recovery")
  record ErrorRecovery(
      String trigger, boolean fencing, boolean notKnown, boolean earlier, long sinceNanos)
      implements ControllerEvent {
    /** The time at which the host detected the failure is not known. */
    public static final long NOT_SEEN = -1;

    /** Creates an event for a recovery that begins at the time of the event. */
    public ErrorRecovery(String trigger, boolean fencing, boolean notKnown, boolean earlier) {
      this(trigger, fencing, notKnown, earlier, 0);
    }

    /**
     * Creates an event for a recovery whose beginning was seen, of a host that is known to fence or
     * not.
     */
    public ErrorRecovery(String trigger, boolean fencing) {
      this(trigger, fencing, false, false, 0);
    }
  }
}
