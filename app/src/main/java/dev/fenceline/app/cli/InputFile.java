package dev.fenceline.app.cli;

import dev.fenceline.exchange.Formats;
import dev.fenceline.session.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file that a command reads: a session, a kernel log or a capture. */
final class InputFile {
  private InputFile() {}

  /**
   * Reads a file and prints what is to be known about it, such as that it is cut off.
   *
   * @param host reads only the lines of this host from a log of several hosts; empty for all
   * @throws ParameterException if there is no such file
   */
  static Session read(Path file, String host, CommandLine command) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ParameterException(command, file + ": this is a folder; name a file in it");
    }
    if (!Files.isReadable(file)) {
      throw new ParameterException(command, file + ": no such file, or it cannot be read");
    }
    Session session = Formats.read(file, host);
    PrintWriter err = command.getErr();
    session.warnings().forEach(warning -> err.println("fenceline: " + file + ": " + warning));
    err.flush();
    return session;
  }
}
