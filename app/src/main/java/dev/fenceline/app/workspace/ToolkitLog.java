package dev.fenceline.app.workspace;

import java.util.logging.Logger;

/** Silences the warning that JavaFX logs at every start. */
public final class ToolkitLog {
  /** Kept in a field, because a logger without references loses its filter. */
  private static final Logger LOG = Logger.getLogger("javafx");

  private ToolkitLog() {}

  /**
   * Filters the warning about the class path, which we use on purpose. Must be called before JavaFX
   * starts.
   */
  public static void quiet() {
    LOG.setFilter(line -> !line.getMessage().startsWith("Unsupported JavaFX configuration"));
  }
}
