package dev.fenceline.app.export;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files as a whole or not at all. */
final class WholeFile {
  private WholeFile() {}

  /** Writes the content of a file into another file, which then takes its place. */
  interface Writing {
    void write(Path part) throws IOException;
  }

  /** Replaces a file as a whole, or leaves it as it was if the content cannot be written. */
  static void replace(Path file, Writing writing) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "Is a directory");
    }
    Path folder = target.getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    // The part file keeps the ending, because writers choose the format by it.
    Path part = target.resolveSibling(".part-" + target.getFileName());
    try {
      writing.write(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
