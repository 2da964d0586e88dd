package dev.fenceline.app.cli;

import dev.fenceline.exchange.FormatException;
import dev.fenceline.exchange.capture.CaptureException;
import dev.fenceline.scenario.ScenarioException;
import dev.fenceline.session.SessionException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The entry point of the program. Loads no class of the window until a window is opened. */
public final class Main {
  /** Done, and the data is intact. */
  static final int DONE = 0;

  /** Done, but the data is corrupt or an expectation was missed. */
  static final int CORRUPT = 1;

  /** Wrong usage, or input that cannot be read. */
  static final int USAGE = 2;

  /** The environment failed: no connection, disk full. */
  static final int ENVIRONMENT = 3;

  private static final int MEGABYTE_SHIFT = 20;

  private Main() {}

  /** Runs the command that the arguments name and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /**
   * Runs the command. If memory runs out, prints one sentence: by then the memory of the command is
   * free again.
   */
  private static int execute(String[] arguments) {
    try {
      return commandLine().execute(arguments);
    } catch (OutOfMemoryError _) {
      System.err.printf(
          "fenceline: this needs more than the %,d MB of memory that it may use; more is given by"
              + " FENCELINE_OPTS=-Xmx4g%n",
          Runtime.getRuntime().maxMemory() >> MEGABYTE_SHIFT);
      return ENVIRONMENT;
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new OpenCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new DiscoverCommand())
        .addSubcommand(new ServeCommand())
        .addSubcommand(new RelayCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new SweepCommand())
        .addSubcommand(new ConvertCommand())
        .addSubcommand(new InfoCommand())
        .setParameterExceptionHandler((error, _) -> wrongUsage(error))
        .setExecutionExceptionHandler((error, line, _) -> failed(error, line.getErr()));
  }

  private static int wrongUsage(ParameterException error) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("fenceline: " + error.getMessage());
    err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return USAGE;
  }

  /**
   * Prints one line that says what is wrong and where, and returns the exit status. Never prints a
   * stack trace.
   */
  static int failed(Exception error, PrintWriter err) {
    String message = error.getMessage();
    String text =
        switch (error) {
          case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
          case AccessDeniedException denied -> denied.getFile() + ": permission denied";
          case FileAlreadyExistsException there -> there.getFile() + ": is in the way";
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
          USAGE;
      default -> ENVIRONMENT;
    };
  }

  /** Describes an internal error with all its causes, so that a bug report is enough to find it. */
  private static String ownFault(IllegalStateException fault) {
    StringBuilder text = new StringBuilder("an error of Fenceline itself, please report it");
    for (Throwable at = fault; at != null; at = at.getCause()) {
      text.append(": ").append(at.getMessage() == null ? at : at.getMessage());
    }
    return text.toString();
  }
}
