package dev.fenceline.subsystem;

import dev.fenceline.event.Cause;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.log.AsyncEvent;

/** The subsystem of a controller, as the controller sees it. */
interface ControllerOwner {
  /** Returns the kind of its controllers. */
  Kind kind();

  /** Returns a new identity for a controller that becomes ready. */
  InstanceId nextInstance(int cntlid);

  /** Returns OAES of its controllers; see {@link AsyncEvent.Enable}. */
  int asyncEvents();

  /**
   * Returns the keep-alive timeout that applies when a host requests this one; 0 if there is none.
   */
  long appliedKatoMillis(long katoMillis);

  /** Called when a disabled instance, whose last command has left, is replaced by another one. */
  void ended(InstanceId instance, Cause cause);

  /**
   * Called when the last command of a controller has left front end and back end.
   *
   * @param instance its last identity
   */
  void gone(InstanceId instance, Cause cause);

  /** The kinds of controllers. */
  enum Kind {
    /** Reads and writes namespaces. */
    IO,
    /** Serves the discovery log. */
    DISCOVERY
  }
}
