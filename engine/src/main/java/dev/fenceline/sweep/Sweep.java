package dev.fenceline.sweep;

import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.setting.ScenarioException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * Runs a plan, or a shard of it, in virtual time on several threads. A running sweep holds one
 * timeline per thread. It keeps only the {@link Outcome} of each run that has ended.
 */
public final class Sweep {
  private final SweepPlan plan;
  private final Shard shard;
  private final Keeper keeper;
  private final List<SweepCase> cases;
  private final int[] runs;
  private final AtomicReferenceArray<Outcome> outcomes;
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean cancelled;

  /**
   * A listener that is notified of progress, on any thread of the sweep, by one thread at a time.
   */
  public interface Progress {
    /**
     * Reports that {@code done} of {@code total} runs have ended, and that {@code corrupt} of them
     * were corrupt.
     */
    void done(int done, int total, int corrupt);
  }

  /** Keeps outcomes after the program has ended. */
  public interface Keeper {
    /** Keeps nothing. */
    Keeper NONE = _ -> {};

    /** Returns the outcomes of runs that ended earlier and need not be run again. */
    default List<Outcome> earlier() {
      return List.of();
    }

    /** Keeps the outcome of a run that has just ended. Called by one thread at a time. */
    void keep(Outcome outcome);
  }

  /**
   * Creates a sweep that has not run yet.
   *
   * @throws ScenarioException if a value does not fit its parameter or the rest of the scenario
   */
  public Sweep(SweepPlan plan, Shard shard) {
    this(plan, shard, Keeper.NONE);
  }

  /**
   * Creates a sweep that continues one that ended earlier.
   *
   * @param keeper gives the outcomes of the earlier one, and keeps those of this one
   * @throws ScenarioException if a value does not fit its parameter or the rest of the scenario
   */
  public Sweep(SweepPlan plan, Shard shard, Keeper keeper) {
    this.plan = plan;
    this.shard = shard;
    this.keeper = keeper;
    cases = plan.cases();
    runs = IntStream.range(0, plan.runs()).filter(shard::holds).toArray();
    outcomes = new AtomicReferenceArray<>(runs.length);
    keeper.earlier().forEach(each -> outcomes.set(shard.index(plan.number(each)), each));
  }

  /**
   * Runs the sweep. Returns when every run has ended, or after {@link #cancel} when the started
   * runs have ended.
   *
   * @param threads number of concurrent runs, from 1
   * @throws ScenarioException if a run cannot be started; the message names the case and the seed
   * @throws UncheckedIOException if an outcome cannot be kept
   */
  public SweepResult run(int threads, Progress progress) {
    Tally tally = new Tally(progress, runs.length, keeper);
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("sweep-", 1).factory());
    try {
      List<Future<?>> working = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        working.add(workers.submit(() -> work(tally)));
      }
      for (Future<?> each : working) {
        await(each);
      }
    } finally {
      cancelled = true;
      workers.shutdown();
    }
    return soFar();
  }

  /** Returns the result of the runs that have ended by now. May be called from any thread. */
  public SweepResult soFar() {
    return new SweepResult(
        plan,
        shard,
        IntStream.range(0, runs.length).mapToObj(outcomes::get).filter(Objects::nonNull).toList());
  }

  /** Ends the sweep soon: no further run is started. May be called from any thread. */
  public void cancel() {
    cancelled = true;
  }

  private void work(Tally tally) {
    try {
      for (int i = next.getAndIncrement();
          i < runs.length && !cancelled;
          i = next.getAndIncrement()) {
        if (outcomes.get(i) == null) {
          Outcome outcome = outcome(runs[i]);
          outcomes.set(i, outcome);
          tally.add(outcome);
        }
      }
    } catch (RuntimeException | Error failed) {
      cancel(); // the other threads, too
      throw failed;
    }
  }

  private Outcome outcome(int run) {
    int caseIndex = run / plan.seeds();
    long seed = plan.firstSeed() + run % plan.seeds();
    Scenario scenario = cases.get(caseIndex).scenario();
    try {
      return Outcome.of(caseIndex, seed, Lab.run(scenario, seed));
    } catch (IllegalArgumentException e) {
      throw new ScenarioException(
          "%s, seed %d: %s".formatted(cases.get(caseIndex).label(), seed, e.getMessage()));
    }
  }

  private void await(Future<?> worker) {
    try {
      worker.get();
    } catch (InterruptedException e) {
      cancelled = true;
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ScenarioException failure) {
        throw failure;
      }
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure;
      }
      throw new IllegalStateException("a run of the sweep failed", e.getCause());
    }
  }

  /** Counts the runs that have ended and notifies the listener, one thread at a time. */
  private static final class Tally {
    private final Progress progress;
    private final Keeper keeper;
    private final int total;
    private int done;
    private int corrupt;

    Tally(Progress progress, int total, Keeper keeper) {
      this.progress = progress;
      this.keeper = keeper;
      this.total = total;
      done = keeper.earlier().size();
      corrupt = (int) keeper.earlier().stream().filter(Outcome::isCorrupt).count();
    }

    synchronized void add(Outcome outcome) {
      keeper.keep(outcome);
      done++;
      corrupt += outcome.isCorrupt() ? 1 : 0;
      progress.done(done, total, corrupt);
    }
  }
}
