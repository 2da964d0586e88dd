package dev.fenceline.target;

/** The connection of a queue, as its controller knows it. */
interface ControllerQueue {
  /** It is a working queue. */
  void setUp();

  /** It must become a working queue in time, or is closed. */
  void awaitSetUp();

  /**
   * The controller quiesces: what waits for an answer is answered 021h, Asynchronous Event Requests
   * are not.
   */
  void interrupt(long cause);

  /**
   * What waits for its data has no effect any more: it is answered 021h, and data that still comes
   * is thrown away.
   */
  void endTransfers(String reason, long cause);

  /** Closes it; commands that have not reached media are dropped, the others go on unanswered. */
  void close(String reason, long cause);

  /** Closes it without a word. */
  void abandon();
}
