package dev.fenceline.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The version of Fenceline, regardless of whether it runs from a jar, from a folder of classes or
 * in tests.
 */
public final class ProgramVersion {
  private static final String RESOURCE = "version.txt";

  private ProgramVersion() {}

  /** Returns the version that the build wrote, such as {@code 0.1.0}. */
  public static String number() {
    try (InputStream text = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
      if (text == null) {
        throw new IllegalStateException("the build left out " + RESOURCE);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
