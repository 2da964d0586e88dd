package dev.fenceline.swimlane.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.swimlane.picture.TimeAxis;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimeScaleTest {
  static final long SECOND = 1_000_000_000L;
  static final long HOUR = 3600 * SECOND;

  @Property
  void aMomentComesBackFromItsPixel(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = HOUR) Long> moments,
      @ForAll @LongRange(min = 0, max = HOUR) long moment) {
    TimeScale scale = TimeScale.whole(elastic(moments), 150, 960);

    assertThat(scale.nanos(scale.x(moment))).isCloseTo((double) moment, within(2.0));
  }

  @Property
  void laterMomentsLieFurtherRight(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = HOUR) Long> moments,
      @ForAll @LongRange(min = 0, max = HOUR - 1000) long moment) {
    TimeScale scale = TimeScale.whole(elastic(moments), 150, 960);

    assertThat(scale.x(moment + 1000)).isGreaterThan(scale.x(moment));
  }

  @Property
  void theWholeSessionFillsTheWidth(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = HOUR) Long> moments) {
    TimeScale scale = TimeScale.whole(elastic(moments), 150, 960);

    assertThat(scale.x(0)).isCloseTo(150, within(1e-6));
    assertThat(scale.x(HOUR)).isCloseTo(1110, within(1e-6));
  }

  @Property
  void zoomingKeepsTheMomentUnderTheCursor(
      @ForAll @Size(max = 20) List<@LongRange(min = 0, max = HOUR) Long> moments,
      @ForAll @LongRange(min = 150, max = 1110) long x) {
    TimeScale scale = TimeScale.whole(elastic(moments), 150, 960);

    TimeScale zoomed = scale.zoomed(0.5, (double) x);

    assertThat(zoomed.x(Math.round(scale.nanos((double) x)))).isCloseTo((double) x, within(0.01));
  }

  @Test
  void anIdleStretchIsFoldedAndAShortOneIsNot() {
    TimeAxis axis = TimeAxis.elastic(30 * SECOND, new long[] {10 * SECOND, 12 * SECOND}, List.of());

    assertThat(axis.folds())
        .extracting(TimeAxis.Fold::fromNanos)
        .containsExactly(600_000_000L, 12_600_000_000L);
  }

  @Test
  void millisecondsBetweenSecondsGetRoom() {
    long[] moments = {12 * SECOND, 12 * SECOND + 1_000_000, 22 * SECOND};
    TimeScale scale = TimeScale.whole(TimeAxis.elastic(30 * SECOND, moments, List.of()), 0, 960);

    assertThat(scale.x(moments[1]) - scale.x(moments[0])).isGreaterThan(30);
  }

  @Test
  void aWordGetsItsRoomAndTimeStillRises() {
    long from = 12 * SECOND;
    long to = from + 900_000;
    long[] moments = {SECOND, from, to, 22 * SECOND};
    List<TimeAxis.Room> rooms = List.of(new TimeAxis.Room(from, to, 0.2));
    TimeAxis axis = TimeAxis.elastic(30 * SECOND, moments, rooms);
    TimeScale scale = TimeScale.whole(axis, 0, 1000);

    assertThat(scale.x(to) - scale.x(from)).isGreaterThanOrEqualTo(199);
    assertThat(scale.x(to)).isLessThan(scale.x(22 * SECOND));
    assertThat(scale.nanos(scale.x(to))).isCloseTo((double) to, within(10.0));
  }

  @Test
  void zoomingInEndsBeforePixelsMeanNothing() {
    TimeScale scale = TimeScale.whole(TimeAxis.linear(SECOND), 0, 960);

    for (int i = 0; i < 200; i++) {
      scale = scale.zoomed(0.5, 480);
    }

    assertThat(scale.toNanos() - scale.fromNanos()).isBetween(100L, 1000L);
  }

  @Test
  void panningStopsAtTheEndsOfTheSession() {
    TimeScale scale = TimeScale.whole(TimeAxis.linear(SECOND), 0, 960).zoomed(0.5, 480);

    assertThat(scale.panned(-10_000).fromNanos()).isZero();
    assertThat(scale.panned(10_000).toNanos()).isEqualTo(SECOND);
  }

  private static TimeAxis elastic(List<Long> moments) {
    return TimeAxis.elastic(HOUR, moments.stream().mapToLong(Long::longValue).toArray(), List.of());
  }
}
