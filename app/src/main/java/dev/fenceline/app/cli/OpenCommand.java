package dev.fenceline.app.cli;

import dev.fenceline.scenario.setting.Nearest;
import dev.fenceline.session.ProgramVersion;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code fenceline [FILE...]}: opens the files in a window that is open already, otherwise in a new
 * one. If no window can be opened, says why, and runs a scenario if no file is named.
 */
@Command(
    name = "fenceline",
    description = "Shows what happens when a path to NVMe/TCP storage fails.",
    synopsisSubcommandLabel = "[COMMAND]",
    mixinStandardHelpOptions = true,
    versionProvider = OpenCommand.Version.class)
final class OpenCommand implements Callable<Integer> {
  private static final String DEFAULT_SCENARIO = "ccr";

  private final WindowOpener window;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Sessions, kernel logs, captures, scenarios.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Reads only the lines of this host from kernel logs of several hosts.")
  private String host = "";

  @Option(
      names = "--new-window",
      description = "Opens another window; otherwise a window that is open takes the files.")
  private boolean isAnother;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  OpenCommand(WindowOpener window) {
    this.window = window;
  }

  @Override
  public Integer call() {
    files.forEach(this::demand);
    return Display.problem()
        .or(() -> window.open(files, host, isAnother))
        .map(why -> files.isEmpty() ? without(why) : refuse(why))
        .orElse(ExitStatus.DONE);
  }

  /** A command with a spelling mistake looks like the name of a file. */
  private void demand(Path file) {
    String name = file.toString();
    if (!Files.exists(file) && name.chars().allMatch(Character::isLetter)) {
      throw new ParameterException(
          spec.commandLine(),
          "\"%s\" is neither a file nor a command%s"
              .formatted(name, Nearest.hint(name, spec.subcommands().keySet())));
    }
    InputFile.demand(file, spec.commandLine());
  }

  private int refuse(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "fenceline: no window can be opened: %s; fenceline info %s prints what is in the file%n",
        why, files.getFirst());
    err.flush();
    return ExitStatus.ENVIRONMENT;
  }

  /** Runs the default scenario instead of opening a window, and writes a picture and a session. */
  private int without(String why) {
    PrintWriter out = spec.commandLine().getOut();
    String picture = DEFAULT_SCENARIO + ".svg";
    String session = DEFAULT_SCENARIO + ".fenceline";
    out.printf("No window can be opened: %s.%n", why);
    out.printf("Running the scenario \"%s\" instead.%n%n", DEFAULT_SCENARIO);
    out.flush();
    int status =
        spec.commandLine()
            .execute("run", DEFAULT_SCENARIO, "--picture", picture, "--save", session);
    if (status == ExitStatus.DONE) {
      out.printf("%nIts picture is %s%n", Path.of(picture).toAbsolutePath());
      out.printf("Its session is %s%n", Path.of(session).toAbsolutePath());
      out.flush();
    }
    return status;
  }

  /** Provides what {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"fenceline " + ProgramVersion.number()};
    }
  }
}
