package dev.fenceline.app.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that a command writes when its work is done. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Checks, before any work is done, that files can be written, so that no work is lost.
   *
   * @param files null for what is not wanted
   * @throws FileSystemException if a file is a folder, is in no folder, or must not be written
   */
  static void demand(@Nullable Path... files) throws FileSystemException {
    for (Path file : files) {
      if (file != null) {
        check(file);
      }
    }
  }

  private static void check(Path file) throws FileSystemException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "Is a directory");
    }
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new AccessDeniedException(file.toString());
    }
  }
}
