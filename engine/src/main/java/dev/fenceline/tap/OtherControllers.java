package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.log.CcrLog;

/** The queries and notifications from one controller to the other controllers of its host. */
interface OtherControllers {
  /** Returns how the Keep Alives of all controllers of the same host are spaced. */
  HostTimer.Rhythm rhythm();

  /** Reports whether another controller of the same host is connected. */
  boolean isAnyConnected();

  /**
   * Reports whether another controller of the same host has been connected since that time or
   * longer.
   */
  boolean isAnyConnectedSince(long nanos);

  /** Reports whether the same host has used another connected controller since that time. */
  boolean isAnySeenSince(long nanos);

  /**
   * Reports whether the same host has used another controller, which was LIVE at that time, well
   * after it.
   */
  boolean isAnyUsedAfter(long nanos);

  /** Handles the return of this controller, over which requests without a path continue. */
  void pathIsBack();

  /**
   * Notes that the host may have been started again, so that the requests that waited on its other
   * controllers without connections may be gone.
   */
  void mayBeOfAnotherHost();

  /** Handles the reads and writes that have just gone out over other controllers. */
  void goesOutBefore();

  /**
   * Handles a reset of another controller through this one, which allows {@code limit} simultaneous
   * resets.
   */
  void resetSent(InstanceId impacted, int cid, int limit);

  /** Handles the completion of such a reset. */
  void resetAnswered(InstanceId impacted, Completion completion);

  /** Handles a log entry that was read through this controller. */
  void logRead(CcrLog.Entry entry, Cause cause);

  /**
   * Notes that the host has asked to be told of completed resets, as one does that fences by them.
   */
  void asksForResets();

  /** Reports whether the host has asked to be told of completed resets. */
  boolean isToldOfResets();

  /** Notes that PDUs of the host may have passed unseen, such as a reset or its outcome. */
  void missesTraffic();

  /** Reports whether all PDUs of the host on the observed paths were seen. */
  boolean isAllSeen();

  /** Reports whether every path to the subsystem is observed, so that no reset is missed. */
  boolean isEveryPathSeen();

  /** Ends the resets through this controller, whose connections have ended. */
  void sourceLost(Cause cause);

  /** Handles a read or write that is about to be sent and may be a copy of an outstanding one. */
  void goesOut(Command command, int qid);
}
