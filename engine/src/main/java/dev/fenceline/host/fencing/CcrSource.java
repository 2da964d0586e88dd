package dev.fenceline.host.fencing;

import dev.fenceline.host.controller.AsyncEvents;
import dev.fenceline.host.controller.HostController;

/**
 * A controller as the source of cross-controller resets, with the number that it may have in
 * progress. Its credit is CCRL as last identified (TP8028), counted per source as in nvmet.
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

  /** Reports whether it can now be asked to reset another controller. */
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
