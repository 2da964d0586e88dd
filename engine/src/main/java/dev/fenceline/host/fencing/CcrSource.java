package dev.fenceline.host.fencing;

import dev.fenceline.host.controller.AsyncEvents;
import dev.fenceline.host.controller.HostController;

/**
 * A controller through which other controllers are reset, and the number of resets that it may have
 * in progress. Its credit is CCRL as last reported by Identify (TP8028), counted per source as in
 * nvmet.
 */
public final class CcrSource {
  private final HostController controller;
  private final AsyncEvents asyncEvents;
  private int inProgress;

  public CcrSource(HostController controller, AsyncEvents asyncEvents) {
    this.controller = controller;
    this.asyncEvents = asyncEvents;
  }

  HostController controller() {
    return controller;
  }

  AsyncEvents asyncEvents() {
    return asyncEvents;
  }

  /** Reports whether it can reset {@code impacted} now. */
  boolean canReset(HostController impacted) {
    return controller != impacted
        && controller.isLive()
        && creditLeft() > 0
        && controller.queues().takesAdminCommands();
  }

  /** Returns how many more resets it may take now. */
  int creditLeft() {
    return controller.identity().ccrLimit() - inProgress;
  }

  void takeCredit() {
    inProgress++;
  }

  void returnCredit() {
    inProgress--;
  }
}
