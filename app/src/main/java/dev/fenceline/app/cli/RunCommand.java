package dev.fenceline.app.cli;

import dev.fenceline.app.export.CaptureFile;
import dev.fenceline.app.export.ExportFile;
import dev.fenceline.app.export.PictureStyle;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionWriter;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fenceline run}: runs a scenario to its verdict and prints what happened. */
@Command(
    name = "run",
    description = {
      "Runs a scenario and prints what happened.",
      "Exits with 0 if the data is intact, with 1 if it is corrupt or an expectation was missed,"
          + " with "
          + "3 if there is no connection to a real target.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  fenceline run hold --set kato=10s --picture hold.svg",
      "  fenceline run path-faults --target 127.0.0.1:4420 --target 127.0.0.1:4421 --subnqn NQN",
      "  (the same, writing 16 blocks:) ... --nsid 1 --lba 0-15"
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A shipped scenario (baseline, ccr, hold, unprotected) or a file.")
  private String scenarioName = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a setting, such as kato=10s; can be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed to use instead of that of the scenario.")
  private @Nullable Long seed;

  @Option(
      names = "--clock",
      paramLabel = "CLOCK",
      description = "virtual (default), or real: over TCP on the loopback.")
  private String clock = ClockKind.VIRTUAL.word();

  @Option(names = "--save", paramLabel = "FILE", description = "Saves the session.")
  private @Nullable Path session;

  @Option(
      names = "--kernel-log",
      paramLabel = "FILE",
      description = "Writes what the Linux kernel would have printed.")
  private @Nullable Path kernelLog;

  @Option(
      names = "--pcap",
      paramLabel = "FILE",
      description =
          "Writes a network capture, as .pcap or .pcapng; with --clock real without data.")
  private @Nullable Path capture;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Draws the swimlanes, as .svg, .png or .pdf.")
  private @Nullable Path picture;

  @Mixin private PictureOptions pictureOptions;

  @Option(names = "--json", description = "Prints the summary as JSON.")
  private boolean json;

  @Mixin private TargetOptions target;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  RunCommand() {}

  @Override
  public Integer call() throws IOException {
    if (capture != null && !CaptureFile.isNamed(capture)) {
      throw new ParameterException(
          spec.commandLine(),
          "--pcap %s: expected a name that ends in .pcap or .pcapng".formatted(capture));
    }
    ExportFile drawing = picture == null ? null : ExportFile.ofPicture(picture);
    PictureStyle style = pictureOptions.style(spec.commandLine());
    OutputFile.demand(session, kernelLog, capture, picture);
    Lab lab = lab(ScenarioLibrary.open(scenarioName));
    CaptureFile.run(capture, lab, () -> run(lab));
    if (kernelLog != null) {
      Files.writeString(
          kernelLog, KernelLogWriter.toText(KernelLogWriter.lines(lab.timeline().events())));
    }
    if (drawing != null) {
      drawing.write(Session.of(lab.header(), List.of()), lab.timeline(), style);
    }
    Summary summary = Summary.of(lab.timeline());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonPrinter.print(summary.fields(), out);
    } else {
      out.print(summary.text());
      out.flush();
    }
    return summary.isGood() ? ExitStatus.DONE : ExitStatus.CORRUPT;
  }

  private Lab lab(Scenario named) throws IOException {
    if (target.isRemote()) {
      target.refuseTargetSettings(settings);
      TargetOptions.Found found = target.find();
      Scenario scenario =
          SetOption.apply(found.put(named), settings, "kato=10s", spec.commandLine());
      return Lab.against(found.remote(), scenario, seed == null ? scenario.seed() : seed);
    }
    target.refuseWithoutTarget();
    Scenario scenario = SetOption.apply(named, settings, "kato=10s", spec.commandLine());
    return new Lab(scenario, seed == null ? scenario.seed() : seed, clockKind());
  }

  private ClockKind clockKind() {
    return switch (clock.toLowerCase(Locale.ROOT)) {
      case "virtual" -> ClockKind.VIRTUAL;
      case "real" -> ClockKind.REAL;
      default ->
          throw new ParameterException(
              spec.commandLine(), "--clock %s: expected virtual or real".formatted(clock));
    };
  }

  /**
   * Runs to the verdict. A run in real time is saved while it runs, so that a crash loses little.
   */
  private void run(Lab lab) throws IOException {
    Path file = session;
    if (lab.clock() == ClockKind.VIRTUAL || file == null) {
      lab.run();
      if (file != null) {
        SessionFile.save(file, lab.header(), lab.timeline().events());
      }
      return;
    }
    try (SessionWriter writer = SessionWriter.open(file, lab.header())) {
      lab.addWriter(writer);
      lab.run();
    }
  }
}
