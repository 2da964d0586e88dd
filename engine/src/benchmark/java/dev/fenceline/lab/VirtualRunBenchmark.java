package dev.fenceline.lab;

import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the duration of a run in virtual time with about 40,000 events. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls open() first
public class VirtualRunBenchmark {
  /** The scenario. */
  @Param({"ccr", "hold"})
  public String id;

  private Scenario scenario;
  private long seed;

  /** Opens it. */
  @Setup
  public void open() throws IOException {
    scenario = ScenarioLibrary.open(id);
  }

  /** Runs it with the next seed. */
  @Benchmark
  public int run() {
    return Lab.run(scenario, ++seed).size();
  }
}
