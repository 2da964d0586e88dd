package dev.fenceline.target;

import dev.fenceline.nvme.AsyncEvent;
import dev.fenceline.nvme.InstanceId;

/** The subsystem of a controller, as the controller knows it. */
interface Home {
  /** What kind of controllers it has. */
  Kind kind();

  /** Another identity, for a controller that becomes ready. */
  InstanceId nextInstance(int cntlid);

  /** OAES of its controllers; see {@link AsyncEvent.Enable}. */
  int asyncEvents();

  /** The keep-alive timeout that applies when a host asks for this one; 0: none. */
  long appliedKatoMillis(long katoMillis);

  /** An instance was disabled and is replaced by another: its last command has left. */
  void ended(InstanceId instance, long cause);

  /**
   * The last command of a controller has left front end and back end.
   *
   * @param instance its last identity
   */
  void gone(InstanceId instance, long cause);

  /** The kinds of controllers. */
  enum Kind {
    /** Reads and writes namespaces. */
    IO,
    /** Serves the discovery log. */
    DISCOVERY
  }
}
