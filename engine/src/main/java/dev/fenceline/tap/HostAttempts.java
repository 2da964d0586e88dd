package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ReconnectEvent;

/** A host's attempts to connect one controller: the first one and those after a failure. */
final class HostAttempts {
  /** The traffic does not show the host's own limit. */
  private static final int NO_LIMIT = -1;

  private static final String ADMIN_CONNECTION = "admin connection";

  private final LaneRecorder recorder;
  private boolean everSucceeded;
  private boolean underWay;
  private int number;

  /** Attempts that have failed before it was known that the controller had failed. */
  private int missed;

  /** Whether earlier attempts, or even a first one, may not have been seen. */
  private boolean isNumberUnknown;

  private Cause begun = Cause.NONE;
  private String step = ADMIN_CONNECTION;
  private int refusal;

  HostAttempts(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  /** Resets the state, because the controller connects for the first time or was recreated. */
  void anew() {
    everSucceeded = false;
    isNumberUnknown = false;
    number = 0;
    missed = 0;
  }

  /**
   * Resets the state of a controller that connects again, if it is not known whether that is its
   * first attempt.
   */
  void ofUnknownNumber() {
    number = 0;
    missed = 0;
    isNumberUnknown = true;
  }

  boolean isUnderWay() {
    return underWay;
  }

  /** Reports whether an attempt after a failure is expected. */
  boolean isAwaited() {
    return !underWay && number > 0;
  }

  boolean hasEverSucceeded() {
    return everSucceeded;
  }

  /**
   * Expects further attempts after connections have ended, unless the host has stopped the
   * controller in an orderly manner.
   */
  void awaits(boolean stoppedInOrder) {
    number = stoppedInOrder ? 0 : 1 + missed;
    missed = 0;
  }

  /** Counts an attempt that has failed before it is known that the controller has failed. */
  void missesOne() {
    missed++;
  }

  /** Starts an attempt with a connection before its Connect. */
  void begins() {
    underWay = true;
    step = ADMIN_CONNECTION;
    begun = recorder.record(Cause.NONE, new ReconnectEvent.Attempted(number, NO_LIMIT));
  }

  /** Starts the Connect of the admin queue. */
  void connects() {
    underWay = true;
    step = "Connect of the admin queue";
    refusal = 0;
  }

  /** Sets the current step of the attempt. */
  void at(String words) {
    step = words;
  }

  void refused(int statusField) {
    refusal = statusField;
  }

  /** Ends the attempt successfully. Returns its event; none if no attempt had failed before. */
  Cause succeeded() {
    Cause cause =
        number > 0
            ? recorder.record(begun, new ReconnectEvent.Succeeded(number, NO_LIMIT))
            : Cause.NONE;
    underWay = false;
    number = 0;
    everSucceeded = true;
    isNumberUnknown = false;
    return cause;
  }

  /**
   * Ends the attempt with a failure. Returns whether the host gives up the controller because it
   * has never been connected.
   */
  boolean failed(String why, Cause cause) {
    underWay = false;
    recorder.record(cause, new ControllerEvent.ConnectFailed(step, refusal, why));
    if (number > 0) {
      recorder.record(begun, new ReconnectEvent.Failed(number, NO_LIMIT, step + ": " + why));
      number++;
      return false;
    }
    number = everSucceeded && !isNumberUnknown ? 1 : 0;
    return !everSucceeded;
  }
}
