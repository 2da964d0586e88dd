package dev.fenceline.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * Applies {@code logging.properties}, which sets what the program, its libraries and the JDK log,
 * and where. Netty and JavaFX use {@code java.util.logging}, as the program does. The JDK creates
 * an instance when the first logger is requested.
 */
public final class LogSettings {
  private static final String FILE = "/logging.properties";

  /**
   * Reads the settings; for the JDK only.
   *
   * @throws IOException if they cannot be read
   */
  public LogSettings() throws IOException {
    try (InputStream settings = LogSettings.class.getResourceAsStream(FILE)) {
      if (settings == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      LogManager.getLogManager().readConfiguration(settings);
    }
  }

  /** Makes the JDK use these settings, unless the user has named others at the start. */
  static void use() {
    if (System.getProperty("java.util.logging.config.file") == null) {
      System.setProperty("java.util.logging.config.class", LogSettings.class.getName());
    }
  }
}
