package dev.fenceline.swimlane.level;

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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures how long it takes to find what the columns of pixels of one lane show, when the whole
 * session is visible and when a thousandth of it is.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LevelsBenchmark {
  private static final int COLUMNS = 1440;
  private static final long STEP_NANOS = 1_000_000;

  /** Number of items on the lane. */
  @Param({"10000", "1000000", "10000000"})
  public int items;

  /** One of so many parts of the session is visible. */
  @Param({"1", "1000"})
  public int zoom;

  private record Item(long fromNanos, long toNanos, int weight) {}

  private record Linear(long fromNanos, long toNanos, double right) implements Columns {
    @Override
    public double left() {
      return 0;
    }

    @Override
    public double x(long nanos) {
      return (nanos - fromNanos) * right / (toNanos - fromNanos);
    }

    @Override
    public double nanos(double x) {
      return fromNanos + x * (toNanos - fromNanos) / right;
    }
  }

  private Levels<Item> levels = empty();
  private Columns columns = new Linear(0, 1, COLUMNS);

  private static Levels<Item> empty() {
    return new Levels<>(Item::fromNanos, Item::toNanos, Item::weight);
  }

  private static Item item(SplittableRandom random, int number) {
    long from = number * STEP_NANOS;
    boolean isRare = random.nextInt(100_000) == 0;
    return new Item(from, from + random.nextLong(2 * STEP_NANOS), isRare ? 9 : random.nextInt(3));
  }

  /** Makes the items: most are as short as the distance between them, few are rare. */
  @Setup
  public void makeItems() {
    SplittableRandom random = new SplittableRandom(1);
    levels = empty();
    for (int number = 0; number < items; number++) {
      levels.add(item(random, number));
    }
    long length = items * STEP_NANOS;
    long from = zoom == 1 ? 0 : length / 2;
    columns = new Linear(from, from + length / zoom, COLUMNS);
  }

  /** Finds what a frame shows. */
  @Benchmark
  public void look(Blackhole drawn) {
    levels.look(columns, (item, hidden) -> drawn.consume(item));
  }
}
