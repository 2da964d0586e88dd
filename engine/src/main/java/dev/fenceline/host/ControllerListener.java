package dev.fenceline.host;

/** Is called after a controller has changed: its state, its namespaces or its ANA states. */
@FunctionalInterface
interface ControllerListener {
  /**
   * Called after the change.
   *
   * @param cause the event that records it, or 0
   */
  void changed(HostController controller, long cause);
}
