package dev.fenceline.app.cli;

import dev.fenceline.scenario.ScenarioSchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fenceline schema}: what files look like, for editors and validators. */
@Command(
    name = "schema",
    description = {
      "Prints the JSON Schema (2020-12) of the files that a person writes; with it an editor",
      "completes and checks them."
    },
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  private static final String SCENARIO = "scenario";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "KIND", description = "Of which files: " + SCENARIO + ".")
  private String kind = "";

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  SchemaCommand() {}

  @Override
  public Integer call() {
    if (!kind.equals(SCENARIO)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no schema of \"%s\"; there is one of \"%s\"".formatted(kind, SCENARIO));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(ScenarioSchema.write());
    out.flush();
    return ExitStatus.DONE;
  }
}
