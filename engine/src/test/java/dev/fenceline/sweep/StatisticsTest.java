package dev.fenceline.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theIntervalIsThatOfWilson() {
    assertInterval(new Proportion(0, 10), 0, 0.2775);
    assertInterval(new Proportion(10, 10), 0.7225, 1);
    assertInterval(new Proportion(81, 263), 0.2553, 0.3662); // Newcombe 1998, table I, method 3
    assertInterval(new Proportion(15, 148), 0.0624, 0.1605);
    assertInterval(new Proportion(1, 29), 0.0061, 0.1718);
    assertInterval(new Proportion(0, 0), 0, 1);
  }

  private static void assertInterval(Proportion proportion, double low, double high) {
    assertThat(proportion.interval().low()).isCloseTo(low, within(0.00006));
    assertThat(proportion.interval().high()).isCloseTo(high, within(0.00006));
  }

  @Test
  void aFewOfManyRunsAreNotShownAsNone() {
    assertThat(SweepText.interval(new Proportion(0, 10_000))).isEqualTo("0.00 % to 0.04 %");
    assertThat(SweepText.percent(new Proportion(1, 10_000))).isEqualTo("0.01 %");
    assertThat(SweepText.percent(new Proportion(99_999, 100_000))).isEqualTo("99.999 %");
    assertThat(SweepText.percent(new Proportion(2, 25))).isEqualTo("8.0 %");
    assertThat(SweepText.interval(new Proportion(0, 0))).isEqualTo("0.0 % to 100.0 %");
  }

  @Property(tries = 100)
  void percentilesAreThoseOfTheSortedList(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int runs = 1 + random.nextInt(500);
    List<Long> values =
        LongStream.generate(() -> random.nextLong(60_000_000_000L)).limit(runs).boxed().toList();
    List<Long> sorted = values.stream().sorted().toList();
    Percentiles spread = Percentiles.of(values.stream().map(OptionalLong::of));
    assertThat(spread.runs()).isEqualTo(runs);
    assertClose(spread.p50(), sorted, 50);
    assertClose(spread.p90(), sorted, 90);
    assertClose(spread.p99(), sorted, 99);
    assertThat(spread.max()).isEqualTo(sorted.getLast());
  }

  private static void assertClose(long actual, List<Long> sorted, int percent) {
    int rank = Math.max(1, (sorted.size() * percent + 99) / 100);
    double expected = sorted.get(rank - 1).doubleValue();
    assertThat((double) actual).isCloseTo(expected, within(expected * 1e-4 + 1));
  }

  @Test
  void whatDidNotHappenHasNoPercentiles() {
    Percentiles none = Percentiles.of(List.of(OptionalLong.empty()).stream());
    assertThat(none).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
  }
}
