package dev.fenceline.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The shipped lessons, on the class path under {@code lessons/}. {@code library.txt} there lists
 * them in display order: one ID on each line.
 */
public final class LessonLibrary {
  private static final String FOLDER = "/lessons/";
  private static final List<String> IDS =
      text("library.txt")
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();

  /** Reads the lessons once, when all of them are first asked for. */
  private static final class All {
    static final List<Lesson> LESSONS = IDS.stream().map(LessonLibrary::load).toList();
  }

  private LessonLibrary() {}

  /** Returns the IDs of all shipped lessons, in display order. */
  public static List<String> ids() {
    return IDS;
  }

  /** Returns all shipped lessons, in the order of {@link #ids}. */
  public static List<Lesson> all() {
    return All.LESSONS;
  }

  /** Returns the lesson with an ID, or empty if there is none. */
  public static Optional<Lesson> find(String id) {
    return IDS.contains(id) ? Optional.of(load(id)) : Optional.empty();
  }

  private static Lesson load(String id) {
    return LessonReader.read(text(id + ".json"), id + ".json");
  }

  private static String text(String name) {
    String resource = FOLDER + name;
    try (InputStream in = LessonLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
