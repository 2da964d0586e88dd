package dev.fenceline.app.cli;

import dev.fenceline.app.window.DesktopApp;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code fenceline [FILE...]}: opens the window and the files in it. Where there can be no window
 * it says why.
 */
@Command(
    name = "fenceline",
    description = "Shows what happens when a path to NVMe/TCP storage fails.",
    synopsisSubcommandLabel = "[COMMAND]",
    mixinStandardHelpOptions = true,
    versionProvider = OpenCommand.Version.class)
final class OpenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Sessions, scenarios to open.")
  private List<Path> files = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  OpenCommand() {}

  @Override
  public Integer call() {
    return Display.problem().or(() -> DesktopApp.open(files)).map(this::without).orElse(0);
  }

  private int without(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("fenceline: no window can be opened: %s%n", why);
    err.flush();
    return Main.ENVIRONMENT;
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(OpenCommand.class.getPackage().getImplementationVersion())
              .orElse("(not packaged)");
      return new String[] {"fenceline " + version};
    }
  }
}
