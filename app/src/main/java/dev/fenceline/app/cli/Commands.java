package dev.fenceline.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The commands of the program. */
public final class Commands {
  private static final int MEGABYTE_SHIFT = 20;

  private Commands() {}

  /**
   * Runs the command. If memory runs out, prints one sentence: by then the memory of the command is
   * free again.
   *
   * @param window opens the window if no command is named
   * @return the exit status
   */
  public static int execute(String[] arguments, WindowOpener window) {
    try {
      return commandLine(window).execute(arguments);
    } catch (OutOfMemoryError _) {
      System.err.printf(
          "fenceline: not enough memory: the limit is %,d MB; FENCELINE_OPTS=-Xmx4g raises it%n",
          Runtime.getRuntime().maxMemory() >> MEGABYTE_SHIFT);
      return ExitStatus.ENVIRONMENT;
    }
  }

  static CommandLine commandLine(WindowOpener window) {
    return new CommandLine(new OpenCommand(window))
        .addSubcommand(new RunCommand())
        .addSubcommand(new DiscoverCommand())
        .addSubcommand(new ServeCommand())
        .addSubcommand(new RelayCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new SweepCommand())
        .addSubcommand(new ConvertCommand())
        .addSubcommand(new InfoCommand())
        .addSubcommand(new SchemaCommand())
        .addSubcommand(new GlossaryCommand())
        .setParameterExceptionHandler((error, _) -> wrongUsage(error))
        .setExecutionExceptionHandler(
            (error, line, _) -> CommandFailure.print(error, line.getErr()));
  }

  private static int wrongUsage(ParameterException error) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("fenceline: " + error.getMessage());
    err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitStatus.USAGE;
  }
}
