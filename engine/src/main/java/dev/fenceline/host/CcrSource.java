package dev.fenceline.host;

/**
 * A controller as the source of cross-controller resets: how many it may have in progress. The
 * credit is CCRL as the controller reported it when it was identified last (TP8028), and is counted
 * for each source, as nvmet counts it.
 */
final class CcrSource {
  private final HostController controller;
  private final AsyncEvents asyncEvents;
  private int inProgress;

  CcrSource(HostController controller, AsyncEvents asyncEvents) {
    this.controller = controller;
    this.asyncEvents = asyncEvents;
  }

  HostController controller() {
    return controller;
  }

  AsyncEvents asyncEvents() {
    return asyncEvents;
  }

  /** Whether it can be asked now to reset another controller. */
  boolean canReset(HostController impacted) {
    return controller != impacted
        && controller.isLive()
        && creditLeft() > 0
        && controller.queues().takesAdminCommands();
  }

  /** How many more resets it may take now. */
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
