package dev.fenceline.app.cli;

import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.sweep.KeptRuns;
import dev.fenceline.sweep.Outcome;
import dev.fenceline.sweep.Shard;
import dev.fenceline.sweep.Shrinker;
import dev.fenceline.sweep.Shrunk;
import dev.fenceline.sweep.Sweep;
import dev.fenceline.sweep.SweepJson;
import dev.fenceline.sweep.SweepPlan;
import dev.fenceline.sweep.SweepReader;
import dev.fenceline.sweep.SweepResult;
import dev.fenceline.sweep.SweepText;
import dev.fenceline.sweep.Variation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fenceline sweep}: runs a scenario with many seeds and settings and prints the results. */
@Command(
    name = "sweep",
    description = {
      "Runs a scenario with many seeds and settings and prints the results.",
      "Exits with 1 if an expectation was missed, an invariant was broken, or data was corrupt in a"
          + " scenario that does not expect it."
    },
    mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
  /** How long Ctrl+C waits for the current runs and for the summary. */
  private static final long INTERRUPT_LIMIT_MILLIS = 10_000;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      description = "A shipped scenario (baseline, ccr, hold, unprotected...) or a file.")
  private @Nullable String scenarioName;

  @Option(names = "--seeds", paramLabel = "N", description = "Number of seeds.")
  private int seeds;

  @Option(names = "--first", paramLabel = "SEED", description = "The first seed (default 1).")
  private long firstSeed = 1;

  @Option(
      names = "--vary",
      paramLabel = "KEY=VALUES",
      description =
          "Runs every seed with each value, such as \"cqt=0 s,1 s,5 s\" or"
              + " \"cqt=0 s .. 10 s in 6 steps\"; can be repeated.")
  private List<String> variations = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Changes a setting of all runs, such as kato=10s; can be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of runs at the same time (default: number of cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--shard", paramLabel = "K/N", description = "Runs only part K of N.")
  private String shard = Shard.WHOLE.toString();

  @Option(
      names = "--keep",
      paramLabel = "FILE",
      description =
          "Keeps every run in a file as soon as it has ended. The same command continues where it"
              + " stopped.")
  private @Nullable Path keep;

  @Option(names = "--csv", paramLabel = "FILE", description = "Writes one line for each run.")
  private @Nullable Path csv;

  @Option(names = "--json", description = "Prints the result as JSON, as --merge reads it.")
  private boolean json;

  @Option(
      names = "--merge",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Merges the results of all shards, as --keep or --json wrote them, instead of running.")
  private List<Path> merge = new ArrayList<>();

  @Option(
      names = "--shrink",
      paramLabel = "FILE",
      description =
          "Shrinks the worst run to the shortest scenario that still fails in the same way, and"
              + " writes it.")
  private @Nullable Path shrink;

  /** Stops the sweep or the shrinking; called on Ctrl+C. */
  private volatile Runnable stop = () -> {};

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  SweepCommand() {}

  @Override
  public Integer call() throws IOException {
    OutputFile.demand(keep, csv, shrink);
    CountDownLatch printed = new CountDownLatch(1);
    try {
      SweepResult result = merge.isEmpty() ? run(printed) : merged();
      if (csv != null) {
        Files.writeString(csv, SweepText.csv(result));
      }
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? SweepJson.write(result) : SweepText.table(result));
      out.flush();
      if (shrink != null) {
        shrink(result, shrink);
      }
      return result.failed() == 0 ? ExitStatus.DONE : ExitStatus.CORRUPT;
    } finally {
      printed.countDown();
    }
  }

  private SweepResult merged() throws IOException {
    if (keep != null) {
      throw wrongUsage("--keep: --merge runs nothing that could be kept");
    }
    List<SweepResult> shards = new ArrayList<>();
    for (Path file : merge) {
      shards.add(SweepReader.read(InputFile.text(file, spec.commandLine()), file.toString()));
    }
    return SweepResult.merge(shards);
  }

  private void shrink(SweepResult result, Path file) throws IOException {
    // Standard output carries only the JSON.
    PrintWriter words = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    Optional<Outcome> worst = result.worstFailure();
    if (worst.isEmpty()) {
      words.println("\nnothing to shrink: no run failed, and none was corrupt");
    } else {
      Scenario failing = result.plan().scenario(worst.get());
      Shrinker shrinker = new Shrinker(failing, failing.seed(), Shrinker.RUNS);
      stop = shrinker::cancel;
      Shrunk shrunk = shrinker.shrink((_, _) -> {}).orElseThrow();
      Files.writeString(file, ScenarioWriter.writePretty(shrunk.scenario()));
      words.print("\n" + shrunk.text() + "  run it with: fenceline run " + file + "\n");
    }
    words.flush();
  }

  private SweepResult run(CountDownLatch printed) throws IOException {
    Scenario scenario = scenario();
    if (threads < 1 || threads > 1024) {
      throw wrongUsage("--threads %d: expected 1 to 1024".formatted(threads));
    }
    if (seeds < 1) {
      throw wrongUsage("--seeds: expected a number from 1, such as --seeds 100");
    }
    SweepPlan plan =
        new SweepPlan(
            scenario, firstSeed, seeds, variations.stream().map(Variation::parse).toList());
    Shard part = Shard.parse(shard);
    if (keep == null) {
      return run(new Sweep(plan, part), printed);
    }
    try (KeptRuns kept = KeptRuns.open(keep, plan, part)) {
      return run(new Sweep(plan, part, kept), printed);
    } catch (UncheckedIOException full) {
      throw full.getCause();
    }
  }

  private SweepResult run(Sweep sweep, CountDownLatch printed) {
    stop = sweep::cancel;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(printed), "sweep-interrupted"));
    SweepProgress progress = new SweepProgress(spec.commandLine().getErr());
    SweepResult result = sweep.run(threads, progress);
    progress.end();
    return result;
  }

  /** Handles Ctrl+C: lets the command print the results so far before the program ends. */
  private void finish(CountDownLatch printed) {
    stop.run();
    try {
      printed.await(INTERRUPT_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Scenario scenario() throws IOException {
    if (scenarioName == null) {
      throw wrongUsage("name a scenario to run, or results to --merge");
    }
    return SetOption.apply(
        ScenarioLibrary.open(scenarioName), settings, "kato=10s", spec.commandLine());
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
