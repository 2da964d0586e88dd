package dev.fenceline.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

/**
 * Measures the time of the check of one block's history: reads and writes in turn, some
 * overlapping.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class ZoneCheckBenchmark {
  /** Number of operations in the history. */
  @Param({"10000", "1000000"})
  public int operations;

  private List<Operation> history = List.of();

  /** Creates a history that a correct store could have produced. */
  @Setup
  public void makeHistory() {
    SplittableRandom random = new SplittableRandom(1);
    List<Operation> made = new ArrayList<>(operations);
    long version = 0;
    long moment = 1;
    for (int number = 1; number <= operations; number++) {
      boolean write = random.nextBoolean();
      if (write) {
        version++;
      }
      long end = moment + 2 + random.nextInt(4);
      Operation.Kind kind = write ? Operation.Kind.WRITE : Operation.Kind.READ;
      made.add(new Operation(number, kind, version, version, moment, moment, end, end));
      moment += 4;
    }
    history = List.copyOf(made);
  }

  /** Finds no violation. */
  @Benchmark
  public int check() {
    return ZoneCheck.check(history).size();
  }
}
