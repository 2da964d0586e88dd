package dev.fenceline.app.cli;

import dev.fenceline.lesson.LessonSchema;
import dev.fenceline.scenario.ScenarioSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code fenceline schema}: prints the schemas of files and outputs, for editors and validators.
 */
@Command(
    name = "schema",
    description = {
      "Prints the JSON Schema of a file or of an output.",
      "The schemas are those of JSON Schema 2020-12:",
      "  scenario   a scenario; with it an editor completes and checks one",
      "  lesson     a lesson, likewise",
      "  summary    run --json, info --json",
      "  report     report --out FILE.json",
      "  sweep      sweep --json, sweep --merge",
      "  discovery  discover --json",
      "  comparison compare --json",
      ""
    },
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  private static final String SCENARIO = "scenario";
  private static final String LESSON = "lesson";
  private static final List<String> NAMES =
      List.of(SCENARIO, LESSON, "summary", "report", "sweep", "discovery", "comparison");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "scenario, lesson, summary, report, sweep, discovery or comparison.")
  private String name = "";

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  SchemaCommand() {}

  @Override
  public Integer call() throws IOException {
    if (!NAMES.contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no schema \"%s\"; there are %s".formatted(name, String.join(", ", NAMES)));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (name) {
          case SCENARIO -> ScenarioSchema.write();
          case LESSON -> LessonSchema.write();
          default -> shipped(name);
        });
    out.flush();
    return ExitStatus.DONE;
  }

  private static String shipped(String name) throws IOException {
    String file = "/schemas/" + name + ".json";
    try (InputStream in = SchemaCommand.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
