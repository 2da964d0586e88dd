package dev.fenceline.swimlane.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What a column of pixels shows, compared with a look at every thing. */
class LevelsTest {
  private record Thing(int number, long from, long to, int weight) {
    boolean isIn(Columns columns) {
      return to >= columns.fromNanos() && from <= columns.toNanos();
    }
  }

  private record Sight(Thing thing, int hidden) {}

  private record Even(long fromNanos, long toNanos, double left, double right) implements Columns {
    @Override
    public double x(long nanos) {
      return left + (right - left) * (nanos - fromNanos) / (toNanos - fromNanos);
    }

    @Override
    public double nanos(double x) {
      return fromNanos + (x - left) / (right - left) * (toNanos - fromNanos);
    }
  }

  private static List<Thing> things(int count, int seed) {
    Random random = new Random(seed);
    List<Thing> things = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < count; i++) {
      at += random.nextInt(4) == 0 ? random.nextInt(50_000) : random.nextInt(20);
      int length = random.nextInt(10) == 0 ? random.nextInt(80_000) : random.nextInt(40);
      int weight = random.nextInt(100) == 0 ? 7 : random.nextInt(3);
      things.add(new Thing(i, at, at + length, weight));
    }
    return things;
  }

  private static Levels<Thing> levels(List<Thing> things) {
    return new Levels<>(Thing::from, Thing::to, Thing::weight).with(things);
  }

  private static List<Sight> look(List<Thing> things, Columns columns) {
    List<Sight> seen = new ArrayList<>();
    levels(things).look(columns, (thing, hidden) -> seen.add(new Sight(thing, hidden)));
    return seen;
  }

  private static Columns columns(List<Thing> things, int seed) {
    Random random = new Random(seed);
    long end = things.getLast().from() + 1;
    long from = (long) (random.nextDouble() * end / 2);
    long to = from + 1 + (long) (random.nextDouble() * (end - from));
    return random.nextInt(3) == 0
        ? new Even(0, end, 150, 650)
        : new Even(from, to, 150, 151 + random.nextInt(1000));
  }

  @Property(tries = 60)
  void everyVisibleThingIsSeenOrCounted(
      @ForAll @IntRange(min = 1, max = 1500) int count, @ForAll int seed) {
    List<Thing> things = things(count, seed);
    Columns columns = columns(things, seed);
    List<Sight> seen = look(things, columns);
    List<Thing> visible = things.stream().filter(thing -> thing.isIn(columns)).toList();
    assertThat(visible).containsAll(seen.stream().map(Sight::thing).toList());
    assertThat(seen.stream().map(Sight::thing)).doesNotHaveDuplicates();
    assertThat(seen.size() + seen.stream().mapToInt(Sight::hidden).sum()).isEqualTo(visible.size());
  }

  @Property(tries = 60)
  void theWorstOfEachColumnIsSeen(
      @ForAll @IntRange(min = 1, max = 1500) int count, @ForAll int seed) {
    List<Thing> things = things(count, seed);
    Columns columns = columns(things, seed);
    Set<Thing> seen = look(things, columns).stream().map(Sight::thing).collect(Collectors.toSet());
    Map<Integer, List<Thing>> byColumn =
        things.stream()
            .filter(thing -> thing.from() >= columns.fromNanos() && thing.isIn(columns))
            .collect(
                Collectors.groupingBy(
                    thing -> (int) Math.floor(columns.x(thing.from())),
                    TreeMap::new,
                    Collectors.toList()));
    byColumn.forEach((column, here) -> {
      int worst = here.stream().mapToInt(Thing::weight).max().orElseThrow();
      assertThat(here)
          .as("column %d", column)
          .anyMatch(thing -> thing.weight() == worst && seen.contains(thing));
    });
  }

  @Property(tries = 60)
  void wideThingsThatReachIntoThePictureAreSeen(
      @ForAll @IntRange(min = 1, max = 1500) int count, @ForAll int seed) {
    List<Thing> things = things(count, seed);
    Columns columns = columns(things, seed);
    List<Thing> seen = look(things, columns).stream().map(Sight::thing).toList();
    assertThat(seen)
        .containsAll(
            things.stream()
                .filter(thing -> thing.from() < columns.fromNanos() && thing.isIn(columns))
                .toList());
  }

  @Property(tries = 60)
  void peaksAreThoseOfAPlainSearch(
      @ForAll @IntRange(min = 1, max = 2000) int count, @ForAll int seed) {
    Random random = new Random(seed);
    Peaks peaks = new Peaks();
    List<Long> plain = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long number =
          random.nextInt(30) == 0 ? Long.MIN_VALUE + 1 + random.nextInt(9) : random.nextInt(50);
      peaks.add(number);
      plain.add(number);
      int from = random.nextInt(i + 1);
      int to = from + 1 + random.nextInt(i + 1 - from);
      List<Long> stretch = plain.subList(from, to);
      long highest = stretch.stream().max(Comparator.naturalOrder()).orElseThrow();
      assertThat(peaks.highest(from, to)).isEqualTo(from + stretch.indexOf(highest));
      long least = random.nextInt(60);
      int first = 0;
      while (first < stretch.size() && stretch.get(first) < least) {
        first++;
      }
      assertThat(peaks.first(from, to, least)).isEqualTo(from + first);
    }
  }

  @Test
  void oneRareThingAmongAMillionIsSeenAndTheSightIsNoLongerThanTheColumns() {
    Levels<Thing> levels = new Levels<>(Thing::from, Thing::to, Thing::weight);
    int count = 1_000_000;
    for (int i = 0; i < count; i++) {
      levels.add(new Thing(i, i * 1000L, i * 1000L + 10, i == 654_321 ? 1 : 0));
    }
    List<Sight> seen = new ArrayList<>();
    Columns whole = new Even(0, count * 1000L, 0, 1000);
    levels.look(whole, (thing, hidden) -> seen.add(new Sight(thing, hidden)));
    assertThat(seen).anyMatch(sight -> sight.thing().number() == 654_321);
    assertThat(seen).hasSizeLessThanOrEqualTo(1001);
    assertThat(seen.stream().mapToLong(sight -> 1L + sight.hidden()).sum()).isEqualTo(count);
  }

  @Test
  void fewThingsAreAllSeenWhereverTheyAre() {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < Levels.EACH_MAX; i++) {
      things.add(new Thing(i, 5, 6, 0));
    }
    assertThat(look(things, new Even(0, 1_000_000, 0, 100))).hasSize(Levels.EACH_MAX);
  }

  @Test
  void thingsThatComeOutOfOrderAreRefused() {
    Levels<Thing> levels = levels(List.of(new Thing(0, 10, 20, 0)));
    assertThatThrownBy(() -> levels.add(new Thing(1, 9, 30, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 ns")
        .hasMessageContaining("10 ns");
  }
}
