package dev.fenceline.app.cli;

import dev.fenceline.app.glossary.ExplainedPage;
import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.SlowHint;
import dev.fenceline.report.ReportEnvironment;
import dev.fenceline.report.ReportFile;
import dev.fenceline.report.ReportRun;
import dev.fenceline.report.TargetFeatures;
import dev.fenceline.report.TestReport;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.ProgramVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fenceline report}: runs every test of the report and writes the report. */
@Command(
    name = "report",
    description = {
      "Runs the tests of the report in virtual time, or, against a real target, the tests that its"
          + " features allow in real time. Prints the result of each and writes the report with"
          + " measured times, timelines and kernel logs.",
      "Exits with 0 if every test met its expectations (baseline and unprotected are expected to "
          + "lose data), otherwise with 1.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  fenceline report --out report.html --out report.md",
      "  fenceline report --rows main,ccr-limit --seed 7 --out report.json",
      "  fenceline report --target 10.0.0.1:4420 --target 10.0.0.2:4420 --subnqn NQN",
      "  (with writes that come late:) ... --nsid 1 --lba 0-15",
      "    --slow-hint-before \"ssh target dmsetup suspend disk\"",
      "    --slow-hint-after \"ssh target dmsetup resume disk\""
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the report, as .html, .md or .json; can be repeated.")
  private List<Path> out = new ArrayList<>();

  @Option(
      names = "--rows",
      paramLabel = "ROW",
      split = ",",
      description = {
        "Runs only these: a group (main, targeted, further), a shipped scenario or a file.",
        "Default: all shipped scenarios."
      })
  private List<String> rows = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every test, instead of the seeds of the scenarios.")
  private @Nullable Long seed;

  @Option(
      names = "--slow-hint-before",
      paramLabel = "COMMAND",
      description =
          "Shell command, run on this machine for rows about late writes, that delays the writes "
              + "of the target. It must end within 10 s.")
  private @Nullable String slowBefore;

  @Option(
      names = "--slow-hint-after",
      paramLabel = "COMMAND",
      description =
          "Shell command that releases these writes; run after the delay of the row (8.8 s), and "
              + "always at its end.")
  private @Nullable String slowAfter;

  @Mixin private TargetOptions target;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    List<ReportFile> files = out.stream().map(ReportFile::of).toList();
    List<Scenario> scenarios = scenarios();
    OutputFile.demand(out.toArray(Path[]::new));
    ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
    TargetFeatures features = features();
    ReportRun run =
        new ReportRun(
            scenarios,
            seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
            features,
            (row, done, total) ->
                progress.show("%d of %d  %s".formatted(done, total, row.scenario().id())));
    TestReport report = run.run(environment(features));
    progress.end();
    for (ReportFile file : files) {
      file.write(report, ExplainedPage.empty());
    }
    ReportPrinter.print(report, spec.commandLine().getOut());
    return report.isGood() ? ExitStatus.DONE : ExitStatus.CORRUPT;
  }

  private TargetFeatures features() throws IOException {
    if (!target.isRemote()) {
      target.refuseWithoutTarget();
      if (slowBefore != null || slowAfter != null) {
        throw new ParameterException(
            spec.commandLine(),
            "--slow-hint-before and --slow-hint-after need a real target: name it with --target");
      }
      return new TargetFeatures.Emulated();
    }
    @Nullable SlowHint hint = slowHint();
    TargetOptions.Found found = target.find();
    LabTarget.Remote remote =
        new LabTarget.Remote(found.remote().addresses(), found.remote().overwrite(), hint);
    return new TargetFeatures.Real(remote, found.settings(), found.identity(), found.area());
  }

  private @Nullable SlowHint slowHint() {
    if (slowBefore == null && slowAfter == null) {
      return null;
    }
    if (slowBefore == null || slowAfter == null) {
      throw new ParameterException(
          spec.commandLine(), "--slow-hint-before and --slow-hint-after must be given together");
    }
    return new SlowHint(slowBefore, slowAfter);
  }

  private static ReportEnvironment environment(TargetFeatures features) {
    return features instanceof TargetFeatures.Real real
        ? ReportEnvironment.real(real, ProgramVersion.number(), Instant.now())
        : ReportEnvironment.emulated(ProgramVersion.number(), Instant.now());
  }

  /** Returns the requested scenarios, each once, in the order of the request. */
  private List<Scenario> scenarios() throws IOException {
    if (rows.isEmpty()) {
      return ScenarioLibrary.all();
    }
    Map<String, Scenario> chosen = new LinkedHashMap<>();
    for (String name : rows) {
      List<Scenario> group = group(name.strip());
      for (Scenario scenario :
          group.isEmpty() ? List.of(ScenarioLibrary.open(name.strip())) : group) {
        chosen.putIfAbsent(scenario.id(), scenario);
      }
    }
    return List.copyOf(chosen.values());
  }

  private static List<Scenario> group(String name) {
    return Stream.of(Scenario.Group.values())
        .filter(group -> group.name().equalsIgnoreCase(name))
        .flatMap(
            group -> ScenarioLibrary.all().stream().filter(scenario -> scenario.group() == group))
        .toList();
  }
}
