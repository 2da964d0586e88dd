package dev.fenceline.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * What the program, its libraries and the JDK log, and where to: {@code logging.properties}. Netty
 * and JavaFX log by {@code java.util.logging}, as the program does. The JDK makes an instance when
 * the first logger is asked for.
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

  /** Makes the JDK use these settings, unless the person who starts the program names others. */
  static void use() {
    if (System.getProperty("java.util.logging.config.file") == null) {
      System.setProperty("java.util.logging.config.class", LogSettings.class.getName());
    }
  }
}
