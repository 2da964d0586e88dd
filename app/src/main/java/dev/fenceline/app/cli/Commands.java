package dev.fenceline.app.cli;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The commands of the program. */
public final class Commands {
  private static final int MEGABYTE_SHIFT = 20;

  /** Matches the end of picocli's message for a text that is not a number: it names a Java type. */
  private static final Pattern NO_NUMBER = Pattern.compile("is not an? (long|int)$");

  private static final int HELP_COLUMNS = 100;

  private Commands() {}

  /**
   * Runs the command. If memory runs out, prints one sentence, because the memory of the command
   * has been freed by then.
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

  /**
   * Returns the command line. The manual and the shell completion are generated from it.
   *
   * @param window opens the window if no command is named
   */
  public static CommandLine commandLine(WindowOpener window) {
    CommandLine line =
        new CommandLine(new OpenCommand(window))
            .addSubcommand(new RunCommand())
            .addSubcommand(new DiscoverCommand())
            .addSubcommand(new ServeCommand())
            .addSubcommand(new RelayCommand())
            .addSubcommand(new ReportCommand())
            .addSubcommand(new SweepCommand())
            .addSubcommand(new ConvertCommand())
            .addSubcommand(new InfoCommand())
            .addSubcommand(new CompareCommand())
            .addSubcommand(new SchemaCommand())
            .addSubcommand(new GlossaryCommand());
    line.getSubcommands()
        .values()
        .forEach(each -> each.getCommandSpec().versionProvider(new OpenCommand.Version()));
    return line.setUsageHelpWidth(HELP_COLUMNS)
        .setParameterExceptionHandler((error, _) -> wrongUsage(error))
        .setExecutionExceptionHandler(
            (error, failed, _) -> CommandFailure.print(error, failed.getErr()));
  }

  private static int wrongUsage(ParameterException error) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "fenceline: "
            + NO_NUMBER.matcher(error.getMessage()).replaceFirst("is not a whole number"));
    err.printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitStatus.USAGE;
  }
}
