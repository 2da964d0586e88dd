package dev.fenceline.tap;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ReconnectEvent;

/** The attempts of a host to connect one controller: the first, and those after a failure. */
final class HostAttempts {
  /** What the host's own limit is, the wire does not tell. */
  private static final int NO_LIMIT = -1;

  private static final String ADMIN_CONNECTION = "admin connection";

  private final Scribe scribe;
  private boolean everSucceeded;
  private boolean underWay;
  private int number;
  private long begun;
  private String step = ADMIN_CONNECTION;
  private int refusal;

  HostAttempts(Scribe scribe) {
    this.scribe = scribe;
  }

  /** It is connected for the first time, or as if so. */
  void anew() {
    everSucceeded = false;
    number = 0;
  }

  boolean isUnderWay() {
    return underWay;
  }

  /** Whether one after a failure is awaited. */
  boolean isAwaited() {
    return !underWay && number > 0;
  }

  boolean hasEverSucceeded() {
    return everSucceeded;
  }

  /** Connections have ended: it is tried again, unless the host has stopped it in order. */
  void awaits(boolean stoppedInOrder) {
    number = stoppedInOrder ? 0 : 1;
  }

  /** A connection begins while nothing else is known of it. */
  void begins() {
    underWay = true;
    step = ADMIN_CONNECTION;
    begun = scribe.record(0, new ReconnectEvent.Attempted(number, NO_LIMIT));
  }

  /** The Connect of the admin queue goes out. */
  void connects() {
    underWay = true;
    step = "Connect of the admin queue";
    refusal = 0;
  }

  /** What it is at. */
  void at(String words) {
    step = words;
  }

  void refused(int statusField) {
    refusal = statusField;
  }

  /** Returns the event that says so; 0 where nothing had failed before. */
  long succeeded() {
    long cause =
        number > 0 ? scribe.record(begun, new ReconnectEvent.Succeeded(number, NO_LIMIT)) : 0;
    underWay = false;
    number = 0;
    everSucceeded = true;
    return cause;
  }

  /** Returns whether the host gives up: it has never been connected. */
  boolean failed(String why, long cause) {
    underWay = false;
    scribe.record(cause, new ControllerEvent.ConnectFailed(step, refusal, why));
    if (number > 0) {
      scribe.record(begun, new ReconnectEvent.Failed(number, NO_LIMIT, step + ": " + why));
      number++;
      return false;
    }
    number = everSucceeded ? 1 : 0;
    return !everSucceeded;
  }
}
