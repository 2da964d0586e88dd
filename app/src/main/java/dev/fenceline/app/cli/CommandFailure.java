package dev.fenceline.app.cli;

import dev.fenceline.exchange.FormatException;
import dev.fenceline.exchange.capture.packet.CaptureException;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.session.SessionException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The messages and exit statuses of failed commands. */
final class CommandFailure {
  /** The ending of the names of unfinished files. */
  private static final String UNFINISHED = ".part";

  private CommandFailure() {}

  /**
   * Prints one line that says what is wrong and where. Never prints a stack trace.
   *
   * @return the status with which the program ends
   */
  static int print(Exception error, PrintWriter err) {
    String message = error.getMessage();
    String text =
        switch (error) {
          case FileSystemException failed -> place(failed) + ": " + reason(failed);
          case IllegalStateException fault -> ownFault(fault);
          default -> message == null ? error.toString() : message;
        };
    err.println("fenceline: " + text);
    err.flush();
    return switch (error) {
      case ScenarioException _,
          SessionException _,
          FormatException _,
          CaptureException _,
          IllegalArgumentException _ ->
          ExitStatus.USAGE;
      default -> ExitStatus.ENVIRONMENT;
    };
  }

  /** Returns the file that the user named. A file is written under another name, then renamed. */
  private static String place(FileSystemException failed) {
    String file = failed.getFile() == null ? "a file" : failed.getFile();
    return file.endsWith(UNFINISHED)
        ? file.substring(0, file.length() - UNFINISHED.length())
        : file;
  }

  private static String reason(FileSystemException failed) {
    String reason = failed.getReason();
    return switch (failed) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "file exists";
      default -> reason == null ? "cannot be read or written" : reason;
    };
  }

  /** Describes an internal error with all its causes, so that a bug report is enough to find it. */
  private static String ownFault(IllegalStateException fault) {
    StringBuilder text = new StringBuilder("internal error, please report it");
    for (Throwable at = fault; at != null; at = at.getCause()) {
      text.append(": ").append(at.getMessage() == null ? at : at.getMessage());
    }
    return text.toString();
  }
}
