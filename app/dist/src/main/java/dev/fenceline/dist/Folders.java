package dev.fenceline.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Operations on folders. */
final class Folders {
  private Folders() {}

  /** Creates the folder, empty, and returns it. */
  static Path empty(Path folder) throws IOException {
    remove(folder);
    return Files.createDirectories(folder);
  }

  /** Removes the folder and everything in it, if it exists. */
  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path each : tree(folder).reversed()) {
        Files.delete(each);
      }
    }
  }

  /** Returns the files of the folder, sorted by name. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Returns the folder and everything in it. A folder comes before its content. */
  static List<Path> tree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.naturalOrder()).toList();
    }
  }

  /**
   * Copies the native libraries of JavaFX out of its jar. JavaFX first looks for them beside the
   * jar, and otherwise unpacks them into the home directory of each user. On Windows it looks
   * elsewhere, so they stay in the jar.
   */
  static void takeNativeLibraries(Path jar, Path folder) throws IOException {
    if (!jar.getFileName().toString().startsWith("javafx-")) {
      return;
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (!name.contains("/") && (name.endsWith(".so") || name.endsWith(".dylib"))) {
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
  }
}
