package dev.fenceline.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DeltaDebuggingTest {
  @Property(tries = 300)
  void whatIsNeededIsKeptAndNothingElse(
      @ForAll @Size(max = 6) Set<@IntRange(max = 39) Integer> needed,
      @ForAll @IntRange(min = 40, max = 60) int size) {
    List<Integer> items = IntStream.range(0, size).boxed().toList();
    List<Integer> shortest = DeltaDebugging.shortest(items, fewer -> fewer.containsAll(needed));
    assertThat(shortest).isEqualTo(needed.stream().sorted().toList());
  }

  @Property(tries = 100)
  void withoutAnyOneOfTheRestItWouldNotFail(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 9) Integer> items) {
    int half = items.stream().mapToInt(Integer::intValue).sum() / 2;
    List<Integer> shortest = DeltaDebugging.shortest(items, fewer -> sum(fewer) >= half);
    assertThat(sum(shortest)).isGreaterThanOrEqualTo(half);
    assertThat(shortest).allSatisfy(each -> assertThat(sum(shortest) - each).isLessThan(half));
  }

  private static int sum(List<Integer> items) {
    return items.stream().mapToInt(Integer::intValue).sum();
  }

  @Property(tries = 20)
  void aListOfWhichNothingMattersGoesAtOnce(@ForAll @IntRange(min = 1, max = 1000) int size) {
    AtomicInteger asked = new AtomicInteger();
    List<Integer> items = IntStream.range(0, size).boxed().toList();
    assertThat(DeltaDebugging.shortest(items, _ -> asked.incrementAndGet() > 0)).isEmpty();
    assertThat(asked).hasValue(1);
  }
}
