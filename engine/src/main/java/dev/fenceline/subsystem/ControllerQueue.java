package dev.fenceline.subsystem;

import dev.fenceline.event.Cause;

/** The connection of a queue, as its controller sees it. */
interface ControllerQueue {
  /** Marks the queue as set up and cancels its deadline. */
  void setUp();

  /** Starts the deadline for the setup of the queue, after which the queue is closed. */
  void awaitSetUp();

  /**
   * Completes all outstanding commands with 021h because the controller quiesces. Asynchronous
   * Event Requests are not completed.
   */
  void interrupt(Cause cause);

  /**
   * Completes commands that wait for their data with 021h, without effect, and discards data that
   * still arrives for them.
   */
  void endTransfers(String reason, Cause cause);

  /**
   * Closes the connection. Drops commands that have not reached media; the others continue without
   * a completion.
   */
  void close(String reason, Cause cause);

  /** Closes the connection without recording it. */
  void abandon();
}
