package dev.fenceline.app.window;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a start of the program asks of a window that is already open.
 *
 * @param files absolute paths of the files to open; empty to bring the window to the front only
 * @param host reads only the lines of this host from logs of several hosts; empty for all
 */
record Letter(List<Path> files, String host) {
  /** The most bytes of a letter. A command line is shorter. */
  static final int BYTES_MAX = 1 << 21;

  /** Begins each letter; another version of the program may write other letters. */
  private static final String BEGINNING = "fenceline window 1";

  /** Neither a path nor an argument can contain this character. */
  private static final String SEPARATOR = "\0";

  /** The places of beginning and host. */
  private static final int FILES_FROM = 2;

  Letter {
    files = files.stream().map(file -> file.toAbsolutePath().normalize()).toList();
  }

  /** Returns the letter as it is sent. */
  byte[] bytes() {
    Stream<String> names = files.stream().map(Path::toString);
    return String.join(SEPARATOR, Stream.concat(Stream.of(BEGINNING, host), names).toList())
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a letter.
   *
   * @throws IOException if the bytes are not a letter
   */
  static Letter of(byte[] bytes) throws IOException {
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1);
    if (parts.length < FILES_FROM || !parts[0].equals(BEGINNING)) {
      throw new IOException("not a letter of this version of Fenceline");
    }
    try {
      return new Letter(Arrays.stream(parts).skip(FILES_FROM).map(Path::of).toList(), parts[1]);
    } catch (InvalidPathException error) {
      throw new IOException("not a path: " + error.getInput(), error);
    }
  }
}
