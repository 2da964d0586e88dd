package dev.fenceline.app.workspace;

import java.util.logging.Logger;

/** The log of the toolkit, without its remark on every start. */
public final class ToolkitLog {
  /** Held, because a logger that nobody holds forgets its filter. */
  private static final Logger LOG = Logger.getLogger("javafx");

  private ToolkitLog() {}

  /**
   * To be called before the toolkit starts: it would remark on the class path, on which we run on
   * purpose.
   */
  public static void quiet() {
    LOG.setFilter(line -> !line.getMessage().startsWith("Unsupported JavaFX configuration"));
  }
}
