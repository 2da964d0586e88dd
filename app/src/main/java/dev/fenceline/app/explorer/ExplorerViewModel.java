package dev.fenceline.app.explorer;

import dev.fenceline.app.workspace.BackgroundJobs.Job;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.sweep.CaseResult;
import dev.fenceline.sweep.Outcome;
import dev.fenceline.sweep.Shard;
import dev.fenceline.sweep.Shrinker;
import dev.fenceline.sweep.Shrunk;
import dev.fenceline.sweep.Sweep;
import dev.fenceline.sweep.SweepJson;
import dev.fenceline.sweep.SweepPlan;
import dev.fenceline.sweep.SweepResult;
import dev.fenceline.sweep.SweepText;
import dev.fenceline.timeline.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Runs many seeds with many settings on all cores and summarises the results. Opens, shrinks and
 * saves the worst runs. Used on the application thread.
 */
final class ExplorerViewModel {
  /** The value of {@link #chosen} for all cases together. */
  static final int ALL = -1;

  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int STEPS = 200;
  private static final int WORST_SHOWN = 100;

  private final Workspace workspace;
  private final ExplorerForm form = new ExplorerForm();
  private final ReadOnlyObjectWrapper<@Nullable Job> exploring = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Job> shrinking = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable SweepResult> result = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Shrunk> shrunk = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper counters = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final IntegerProperty chosen = new SimpleIntegerProperty(ALL);
  private final ObjectProperty<Measure> measure = new SimpleObjectProperty<>(Measure.OUTAGE);
  private final BooleanBinding isExploring = Bindings.isNotNull(exploring);
  private final BooleanBinding isShrinking = Bindings.isNotNull(shrinking);
  private long startedNanos;

  /** Creates the explorer of a workspace, without results. */
  ExplorerViewModel(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Reads the scenarios, and chooses the scenario that the window shows, unless there are results.
   */
  public void open() {
    Scenario shown = workspace.runs().scenario().get();
    if (form.scenarios().isEmpty()) {
      workspace
          .jobs()
          .start(
              "Reading scenarios",
              _ -> ScenarioLibrary.all(),
              found -> offer(found, shown),
              error -> problem.set(String.valueOf(error.getMessage())));
    } else if (exploring.get() == null && result.get() == null) {
      offer(form.scenarios().stream().filter(each -> isShipped(each)).toList(), shown);
    }
  }

  private static boolean isShipped(Scenario scenario) {
    return ScenarioLibrary.find(scenario.id())
        .filter(shipped -> shipped.equals(scenario))
        .isPresent();
  }

  /** Offers the shipped scenarios, and the scenario that the window shows if it is none of them. */
  private void offer(List<Scenario> shipped, @Nullable Scenario shown) {
    List<Scenario> all = new ArrayList<>(shipped);
    Optional<Scenario> same =
        shown == null
            ? Optional.of(shipped.getFirst())
            : shipped.stream()
                .filter(each -> each.withSeed(shown.seed()).equals(shown))
                .findFirst();
    if (same.isEmpty() && shown != null) {
      all.addFirst(shown);
    }
    form.scenarios().setAll(all);
    form.scenario().set(same.orElse(all.getFirst()));
  }

  /** Returns the form. */
  ExplorerForm form() {
    return form;
  }

  /** Returns the results so far; null if nothing was explored. */
  ReadOnlyObjectProperty<@Nullable SweepResult> result() {
    return result.getReadOnlyProperty();
  }

  /**
   * Returns the index of the case to which the figures and the worst seeds belong; {@value #ALL}
   * for all cases.
   */
  IntegerProperty chosen() {
    return chosen;
  }

  /** Returns the measure of the second chart. */
  ObjectProperty<Measure> measure() {
    return measure;
  }

  /** Returns whether exploring is in progress. */
  BooleanBinding isExploring() {
    return isExploring;
  }

  /** Returns how much is done, 0 to 1. */
  ReadOnlyDoubleProperty fraction() {
    return fraction.getReadOnlyProperty();
  }

  /** Returns the progress as text. */
  ReadOnlyStringProperty counters() {
    return counters.getReadOnlyProperty();
  }

  /** Returns why exploring failed; empty if it did not fail. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Returns whether shrinking is in progress. */
  BooleanBinding isShrinking() {
    return isShrinking;
  }

  /** Returns the result of the last shrinking; null if there is none. */
  ReadOnlyObjectProperty<@Nullable Shrunk> shrunk() {
    return shrunk.getReadOnlyProperty();
  }

  /**
   * Explores what the form describes. Does nothing if the form is wrong or exploring is in
   * progress.
   */
  void start() {
    SweepPlan plan = form.answer().get().plan();
    if (plan == null || exploring.get() != null) {
      return;
    }
    Sweep sweep = new Sweep(plan, Shard.WHOLE);
    chosen.set(ALL);
    shrunk.set(null);
    problem.set("");
    startedNanos = System.nanoTime();
    Job job =
        workspace
            .jobs()
            .start(
                "Exploring " + plan.scenario().title(),
                told ->
                    sweep.run(
                        CORES,
                        (done, total, _) -> {
                          if (done == total || step(done, total) != step(done - 1, total)) {
                            told.done((double) done / total);
                          }
                        }),
                sweep::cancel,
                this::ended,
                this::failed);
    exploring.set(job);
    job.fraction().subscribe(_ -> show(sweep.soFar(), true));
  }

  private static int step(int done, int total) {
    return (int) ((long) done * STEPS / total);
  }

  /** Ends exploring soon. The results so far are kept. */
  void cancel() {
    Job job = exploring.get();
    if (job != null) {
      job.cancel();
    }
  }

  private void ended(SweepResult whole) {
    exploring.set(null);
    show(whole, false);
  }

  private void failed(Exception error) {
    exploring.set(null);
    counters.set("");
    problem.set(String.valueOf(error.getMessage()));
  }

  private void show(SweepResult soFar, boolean going) {
    int done = soFar.outcomes().size();
    int runs = soFar.plan().runs();
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    fraction.set((double) done / runs);
    result.set(soFar);
    String words = "%s of %s".formatted(Text.number(done), Text.count(runs, "run"));
    if (going && done > 0) {
      long left = Math.round(seconds / done * (runs - done));
      words += ", about %d s left".formatted(left);
    } else if (!going) {
      words +=
          soFar.isComplete()
              ? " in %s".formatted(Text.duration(Math.round(seconds * 10) * 100_000_000))
              : ", cancelled";
    }
    counters.set(words);
  }

  /** Returns the results of the chosen case or of all cases; empty if nothing was explored. */
  Optional<CaseResult> figures() {
    return Optional.ofNullable(result.get())
        .map(all -> chosen.get() == ALL ? all.total() : all.cases().get(chosen.get()));
  }

  /** Returns the worst runs of the chosen case or of all cases. */
  List<Outcome> worst() {
    SweepResult all = result.get();
    if (all == null) {
      return List.of();
    }
    List<Outcome> looked =
        all.outcomes().stream()
            .filter(each -> chosen.get() == ALL || each.caseIndex() == chosen.get())
            .toList();
    return new SweepResult(all.plan(), all.shard(), looked).worst(WORST_SHOWN);
  }

  /**
   * Runs the seed again with its settings and shows the run.
   *
   * @return false if another run is in progress
   */
  boolean show(Outcome run) {
    SweepResult all = result.get();
    return all != null && run(all.plan().scenario(run));
  }

  /** Runs the shrunk scenario and shows the run. */
  boolean showShrunk() {
    Shrunk shortest = shrunk.get();
    return shortest != null && run(shortest.scenario());
  }

  private boolean run(Scenario scenario) {
    if (workspace.runs().live().get() != null) {
      workspace
          .messages()
          .problem(
              new Problem(
                  "Another scenario is running",
                  scenario.title(),
                  "Stop it or wait until it ends, then open this one."));
      return false;
    }
    workspace.runs().scenario().set(scenario);
    workspace.runs().clock().set(ClockKind.VIRTUAL);
    workspace.runs().start();
    return true;
  }

  /** Reports whether a run can be shrunk. */
  boolean canShrink(Outcome run) {
    SweepResult all = result.get();
    return all != null && all.isBad(run);
  }

  /**
   * Shrinks a run to the shortest scenario that still fails in the same way. Does nothing while
   * another run is being shrunk.
   */
  void shrink(Outcome run) {
    SweepResult all = result.get();
    if (all == null || shrinking.get() != null) {
      return;
    }
    Scenario failing = all.plan().scenario(run);
    Shrinker shrinker = new Shrinker(failing, failing.seed(), Shrinker.RUNS);
    shrunk.set(null);
    shrinking.set(
        workspace
            .jobs()
            .start(
                "Shrinking seed " + run.seed(),
                told -> shrinker.shrink((runs, most) -> told.done((double) runs / most)),
                shrinker::cancel,
                shortest -> {
                  shrinking.set(null);
                  shrunk.set(shortest.orElse(null));
                },
                error -> {
                  shrinking.set(null);
                  problem.set(String.valueOf(error.getMessage()));
                }));
  }

  /** Ends shrinking soon, with the shortest scenario found so far. */
  void stopShrinking() {
    Job job = shrinking.get();
    if (job != null) {
      job.cancel();
    }
  }

  /** Writes the shrunk scenario to a file for {@code fenceline run}. */
  void saveShrunk(Path file) {
    Shrunk shortest = shrunk.get();
    if (shortest != null) {
      write(file, ScenarioWriter.writePretty(shortest.scenario()));
    }
  }

  /** Writes one line for each run. */
  void exportCsv(Path file) {
    SweepResult all = result.get();
    if (all != null) {
      write(file, SweepText.csv(all));
    }
  }

  /** Writes the JSON of {@code fenceline sweep --json}. */
  void exportJson(Path file) {
    SweepResult all = result.get();
    if (all != null) {
      write(file, SweepJson.write(all));
    }
  }

  private void write(Path file, String text) {
    workspace
        .files()
        .write(
            "Writing " + file.getFileName(), file, () -> Files.writeString(file, text), () -> {});
  }
}
