package dev.fenceline.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Gives all files one time. The archive of classes is only used while the jars have the time that
 * they had when it was made, and a package gives its files the time of the build.
 */
final class FixedTimes {
  private FixedTimes() {}

  /** Sets the time of the folder and of all that is in it. */
  static void set(Path folder, Instant time) throws IOException {
    for (Path each : Folders.tree(folder)) {
      Files.setLastModifiedTime(each, FileTime.from(time));
    }
  }
}
