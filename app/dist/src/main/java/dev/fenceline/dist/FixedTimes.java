package dev.fenceline.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Gives all files the same time. The JVM uses the class archive only if the jars have the time that
 * they had when it was made, and a package gives its files the time of the build.
 */
final class FixedTimes {
  private FixedTimes() {}

  /** Sets the time of the folder and everything in it. */
  static void set(Path folder, Instant time) throws IOException {
    for (Path each : Folders.tree(folder)) {
      Files.setLastModifiedTime(each, FileTime.from(time));
    }
  }
}
