package dev.fenceline.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Which version of Fenceline this is: the same from a jar, from a folder of classes and in tests.
 */
public final class ProgramVersion {
  private static final String RESOURCE = "version.txt";

  private ProgramVersion() {}

  /** Such as {@code 0.1.0}, as the build wrote it. */
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
