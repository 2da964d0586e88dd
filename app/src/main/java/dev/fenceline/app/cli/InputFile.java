package dev.fenceline.app.cli;

import dev.fenceline.exchange.Formats;
import dev.fenceline.session.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file that a command reads. */
final class InputFile {
  private InputFile() {}

  /**
   * Reads a session, kernel log or capture, and prints its warnings, for example that it is cut
   * off.
   *
   * @param host reads only the lines of this host from a log of several hosts; empty for all
   * @throws ParameterException if there is no such file
   */
  static Session read(Path file, String host, CommandLine command) throws IOException {
    demand(file, command);
    Session session = Formats.read(file, host);
    PrintWriter err = command.getErr();
    session.warnings().forEach(warning -> err.println("fenceline: " + file + ": " + warning));
    err.flush();
    return session;
  }

  /**
   * Reads a file as text.
   *
   * @throws ParameterException if there is no such file, or it is not text in UTF-8
   */
  static String text(Path file, CommandLine command) throws IOException {
    demand(file, command);
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new ParameterException(command, file + ": this is not text in UTF-8", e);
    }
  }

  /**
   * Checks that a file can be read.
   *
   * @throws ParameterException if it cannot, or is a folder
   */
  static void demand(Path file, CommandLine command) {
    if (Files.isDirectory(file)) {
      throw new ParameterException(command, file + ": this is a folder; name a file in it");
    }
    if (!Files.isReadable(file)) {
      throw new ParameterException(command, file + ": no such file, or it cannot be read");
    }
  }
}
