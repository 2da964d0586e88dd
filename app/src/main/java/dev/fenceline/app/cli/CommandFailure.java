package dev.fenceline.app.cli;

import dev.fenceline.exchange.FormatException;
import dev.fenceline.exchange.capture.packet.CaptureException;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.session.SessionException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** The messages and exit statuses of failed commands. */
final class CommandFailure {
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
          case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
          case AccessDeniedException denied -> denied.getFile() + ": permission denied";
          case FileAlreadyExistsException there -> there.getFile() + ": file exists";
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

  /** Describes an internal error with all its causes, so that a bug report is enough to find it. */
  private static String ownFault(IllegalStateException fault) {
    StringBuilder text = new StringBuilder("internal error, please report it");
    for (Throwable at = fault; at != null; at = at.getCause()) {
      text.append(": ").append(at.getMessage() == null ? at : at.getMessage());
    }
    return text.toString();
  }
}
