package dev.fenceline.app.library;

import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shipped sessions, on the class path under {@code sessions/}, in a folder or in a jar. */
final class ShippedSessions {
  private static final String FOLDER = "/sessions";
  private static final String ENDING = ".fenceline";

  private ShippedSessions() {}

  /**
   * A shipped session.
   *
   * @param resource its name on the class path
   * @param header its first line
   */
  record Shipped(String resource, SessionHeader header) {}

  /**
   * Returns all shipped sessions, by name. Reads only their first lines.
   *
   * @throws IOException if one cannot be read
   */
  static List<Shipped> list() throws IOException {
    URL folder = ShippedSessions.class.getResource(FOLDER);
    return folder == null ? List.of() : list(folder);
  }

  /** Returns the sessions of a folder named {@value #FOLDER}, which may be in a jar. */
  static List<Shipped> list(URL folder) throws IOException {
    URI place = uri(folder);
    if (!place.getScheme().equals("jar")) {
      return list(Path.of(place));
    }
    try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
      return list(jar.getPath(FOLDER));
    }
  }

  private static URI uri(URL folder) throws IOException {
    try {
      return folder.toURI();
    } catch (URISyntaxException error) {
      throw new IOException(folder.toString(), error);
    }
  }

  private static List<Shipped> list(Path folder) throws IOException {
    List<Shipped> sessions = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(ShippedSessions::isSession).sorted().toList()) {
        sessions.add(new Shipped(FOLDER + "/" + file.getFileName(), SessionReader.header(file)));
      }
    }
    return sessions;
  }

  private static boolean isSession(Path file) {
    return file.toString().endsWith(ENDING);
  }
}
