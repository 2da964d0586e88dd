package dev.fenceline.sweep;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.lab.Lab;
import dev.fenceline.lab.RandomMoments;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Reduces a scenario with a failing seed to the shortest scenario that still fails in the same way:
 * fewer faults and actions, fewer hosts, workloads, paths, workers and blocks, a shorter workload,
 * earlier and rounder moments. The attempts depend on the scenario and the seed only, so the result
 * is the same on any machine.
 *
 * <p>A scenario is accepted only if its run has the failure that is looked for, no failure that the
 * first run did not have, and no more events or time than the first run. One thread shrinks; {@link
 * #cancel} may be called from any thread.
 */
public final class Shrinker {
  /** The default limit for the number of runs. */
  public static final int RUNS = 300;

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SECOND_MILLIS = TimeUnit.SECONDS.toMillis(1);

  /** The units to which moments are rounded, the coarsest first. */
  private static final List<Long> GRIDS_NANOS =
      List.of(SECOND_NANOS, SECOND_NANOS / 10, SECOND_NANOS / 100, SECOND_NANOS / 1000);

  private static final String SHRUNK = "-shrunk";

  private final Scenario original;
  private final int mostRuns;
  private final Set<Scenario> tried = new HashSet<>();
  private Scenario best;
  private Run first;
  private Run bestRun;
  private RunFailure wanted = new RunFailure(RunFailure.Kind.UNFINISHED, "");
  private Progress progress = (_, _) -> {};
  private int runs;
  private volatile boolean cancelled;

  /** A listener that is notified of progress, on the thread that shrinks. */
  public interface Progress {
    /** Reports that {@code runs} of at most {@code mostRuns} runs have ended. */
    void done(int runs, int mostRuns);
  }

  /** The part of a run's results that is kept. */
  private record Run(List<RunFailure> failures, List<FencedBy> fencedBy, Shrunk.Size size) {
    static final Run NONE = new Run(List.of(), List.of(), new Shrunk.Size(0, 0, 0, 0, 0, 0));

    static Run of(Scenario scenario, Timeline timeline) {
      return new Run(
          RunFailure.of(timeline),
          Recoveries.of(timeline).stream().limit(1).map(each -> each.fencedBy()).toList(),
          Shrunk.Size.of(scenario, timeline));
    }
  }

  /**
   * Creates a shrinker that has not run yet.
   *
   * @param scenario the scenario that fails
   * @param seed the seed with which it fails
   * @param mostRuns the largest number of runs, from 1
   */
  public Shrinker(Scenario scenario, long seed, int mostRuns) {
    this.original = scenario.withSeed(seed);
    this.mostRuns = mostRuns;
    this.best = original;
    this.first = Run.NONE;
    this.bestRun = Run.NONE;
  }

  /**
   * Ends the shrinking soon, with the shortest scenario found by then. May be called from any
   * thread.
   */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Shrinks the scenario. May be called once.
   *
   * @return the shortest scenario found, or empty if the run does not fail
   * @throws ScenarioException if the scenario cannot be run
   */
  public Optional<Shrunk> shrink(Progress listener) {
    progress = listener;
    first = run(original);
    bestRun = first;
    Optional<RunFailure> failure =
        RunFailure.worst(first.failures(), SweepPlan.expectsCorruption(original));
    if (failure.isEmpty()) {
      return Optional.empty();
    }
    wanted = failure.get();
    attempt(RandomMoments.of(original, original.seed()));
    Scenario before;
    do {
      before = best;
      expectations();
      script();
      sizes();
      workload();
      times();
    } while (!before.equals(best) && !isOver());
    return Optional.of(new Shrunk(named(), wanted, first.size(), bestRun.size(), runs, !isOver()));
  }

  private boolean isOver() {
    return cancelled || runs >= mostRuns;
  }

  private Scenario named() {
    String id = original.id().endsWith(SHRUNK) ? original.id() : original.id() + SHRUNK;
    return ScenarioEdit.called(
        best,
        id,
        "%s, seed %d shrunk".formatted(original.title(), original.seed()),
        "The shortest scenario found that fails as seed %d of %s did: %s."
            .formatted(original.seed(), original.id(), wanted.words()));
  }

  private Run run(Scenario scenario) {
    runs++;
    Run run = Run.of(scenario, Lab.run(scenario, scenario.seed()));
    progress.done(runs, mostRuns);
    return run;
  }

  /**
   * Runs a scenario and makes it the best one if it is valid and has the failure. Reports whether
   * it did.
   */
  private boolean attempt(Scenario scenario) {
    if (isOver() || scenario.equals(best) || !tried.add(scenario)) {
      return false;
    }
    Run run;
    try {
      // a file is checked when it is opened, so the scenario must be valid before it is written
      ScenarioReader.read(ScenarioWriter.write(scenario), scenario.id());
      run = run(scenario);
    } catch (IllegalArgumentException invalid) {
      return false;
    }
    if (!isAsBad(run)) {
      return false;
    }
    best = scenario;
    bestRun = run;
    return true;
  }

  private boolean isAsBad(Run run) {
    return run.failures().contains(wanted)
        && first.failures().containsAll(run.failures())
        && run.size().events() <= first.size().events()
        && run.size().endNanos() <= first.size().endNanos()
        && (!isMiss() || run.fencedBy().equals(first.fencedBy()));
  }

  /**
   * Reports whether the failure is a missed expectation. A run without any faults also misses an
   * event that did not happen, so the subject of a missed expectation must stay.
   */
  private boolean isMiss() {
    return wanted.kind() == RunFailure.Kind.MISSED;
  }

  /**
   * Keeps only the expectations that are missed, and the one that requires the run to prove
   * something.
   */
  private void expectations() {
    List<Expectation> premises =
        best.expectations().stream()
            .filter(each -> isMiss() && each instanceof Expectation.SlowWrites)
            .toList();
    List<Expectation> others =
        best.expectations().stream().filter(each -> !premises.contains(each)).toList();
    DeltaDebugging.shortest(
        others,
        fewer -> {
          List<Expectation> all = new ArrayList<>(premises);
          all.addAll(fewer);
          return attempt(best.expecting(all));
        });
  }

  /** Removes faults and actions. */
  private void script() {
    Scenario whole = best;
    List<Integer> steps =
        IntStream.range(0, whole.faults().size() + whole.actions().size()).boxed().toList();
    DeltaDebugging.shortest(steps, fewer -> attempt(ScenarioEdit.keeping(whole, fewer)));
    for (int i = 0; i < best.actions().size(); i++) {
      int number = i;
      least(
          1,
          best.actions().get(i).times(),
          times -> ScenarioEdit.repeating(best, number, (int) times));
    }
  }

  private void sizes() {
    DeltaDebugging.shortest(
        best.hosts(), fewer -> attempt(ScenarioEdit.beside(best, best.workloads(), fewer)));
    DeltaDebugging.shortest(
        best.workloads(), fewer -> attempt(ScenarioEdit.beside(best, fewer, best.hosts())));
    for (String key : List.of("paths", "workers", "blocks")) {
      Parameter parameter = Parameter.named(key);
      long now = parameter.value(best).map(Long::parseLong).orElse(1L);
      least(1, now, number -> parameter.apply(best, Long.toString(number)));
    }
  }

  private void workload() {
    long longest = best.workload().longestMillis();
    attempt(ScenarioEdit.working(best, 0, longest));
    long end =
        Math.min(longest, TimeUnit.NANOSECONDS.toMillis(bestRun.size().endNanos()) + SECOND_MILLIS);
    least(
        1,
        end / SECOND_MILLIS,
        seconds ->
            ScenarioEdit.working(
                best, best.workload().stopAfterRecoveryMillis(), seconds * SECOND_MILLIS));
    long slowest = best.faults().stream().mapToLong(Shrinker::takesMillis).max().orElse(0);
    least(
        0,
        (slowest + SECOND_MILLIS - 1) / SECOND_MILLIS,
        seconds -> ScenarioEdit.slowing(best, seconds * SECOND_MILLIS));
  }

  private static long takesMillis(ScheduledFault fault) {
    return fault.fault() instanceof Fault.SlowWrite slow ? slow.takesMillis() : 0;
  }

  /** Moves all moments together as early as possible, then rounds each one as far as possible. */
  private void times() {
    if (best.expectations().stream().anyMatch(Expectation.DetectedBetween.class::isInstance)) {
      return; // it refers to a time of the session, so it must keep its place
    }
    long earliest =
        ScenarioEdit.moments(best).stream()
            .filter(each -> each.anchor() == null)
            .mapToLong(Moment::offsetNanos)
            .min()
            .orElse(0);
    Scenario late = best;
    least(
        1,
        earliest / SECOND_NANOS,
        seconds -> {
          long shift = (earliest / SECOND_NANOS - seconds) * SECOND_NANOS;
          return ScenarioEdit.moved(
              late,
              (_, moment) ->
                  moment.anchor() == null
                      ? ScenarioEdit.offset(moment, moment.offsetNanos() - shift)
                      : moment);
        });
    int moments = ScenarioEdit.moments(best).size();
    for (int i = 0; i < moments; i++) {
      round(i);
    }
  }

  private void round(int number) {
    long offset = ScenarioEdit.moments(best).get(number).offsetNanos();
    for (long grid : GRIDS_NANOS) {
      long rounded = offset / grid * grid;
      if (rounded == offset) {
        return;
      }
      Scenario rounder =
          ScenarioEdit.moved(
              best, (i, moment) -> i == number ? ScenarioEdit.offset(moment, rounded) : moment);
      if (attempt(rounder)) {
        return;
      }
    }
  }

  /**
   * Finds a small number that still fails, by bisection. It assumes that a number fails if a
   * smaller one does.
   *
   * @param least the smallest number that makes sense
   * @param now the present number, which is known to fail
   */
  private void least(long least, long now, LongFunction<Scenario> with) {
    long low = least;
    long high = now;
    while (low < high) {
      long middle = (low + high) / 2;
      if (attemptWith(with, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
  }

  private boolean attemptWith(LongFunction<Scenario> with, long number) {
    try {
      return attempt(with.apply(number));
    } catch (ScenarioException invalid) {
      return false;
    }
  }
}
