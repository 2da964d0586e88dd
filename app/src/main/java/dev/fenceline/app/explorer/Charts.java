package dev.fenceline.app.explorer;

import dev.fenceline.app.explorer.Chart.Mark;
import dev.fenceline.app.explorer.Chart.Place;
import dev.fenceline.app.explorer.Chart.Series;
import dev.fenceline.scenario.ValueList;
import dev.fenceline.sweep.CaseResult;
import dev.fenceline.sweep.Percentiles;
import dev.fenceline.sweep.Proportion;
import dev.fenceline.sweep.SweepPlan;
import dev.fenceline.sweep.SweepText;
import dev.fenceline.sweep.Variation;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes charts of the cases of a sweep. The values of the first variation are on the horizontal
 * axis; the second variation has a line for each value.
 */
final class Charts {
  private final SweepPlan plan;
  private final List<CaseResult> cases;

  Charts(SweepPlan plan, List<CaseResult> cases) {
    this.plan = plan;
    this.cases = cases;
  }

  /** Returns the chart of the probability of corruption with its confidence interval. */
  Chart corruption() {
    return chart("Probability of corruption", Chart.Axis.SHARE, 1, Charts::corruption);
  }

  private static @Nullable Bar corruption(CaseResult each) {
    Proportion corrupt = each.corrupt();
    if (corrupt.of() == 0) {
      return null;
    }
    Proportion.Interval interval = corrupt.interval();
    return new Bar(
        interval.low(),
        corrupt.fraction(),
        interval.high(),
        List.of(),
        "corrupt %d of %d, %s; 95 %% interval %s"
            .formatted(
                corrupt.count(),
                corrupt.of(),
                SweepText.percent(corrupt),
                SweepText.interval(corrupt)));
  }

  /** Returns the chart of a duration: a point at the median and a bar up to the longest. */
  Chart durations(Measure measure) {
    double longest = cases.stream().mapToDouble(each -> measure.of(each).max()).max().orElse(0);
    return chart(measure.words(), Chart.Axis.TIME, longest, each -> duration(measure.of(each)));
  }

  private static @Nullable Bar duration(Percentiles spread) {
    return spread.runs() == 0
        ? null
        : new Bar(
            spread.p50(),
            spread.p50(),
            spread.max(),
            List.of((double) spread.p90(), (double) spread.p99()),
            words(spread));
  }

  /** Returns a text such as {@code p50 6.01 s, p90 6.42 s, p99 6.50 s, longest 6.51 s}. */
  static String words(Percentiles spread) {
    return "p50 %s, p90 %s, p99 %s, longest %s"
        .formatted(
            Text.duration(spread.p50()),
            Text.duration(spread.p90()),
            Text.duration(spread.p99()),
            Text.duration(spread.max()));
  }

  private record Bar(double low, double middle, double high, List<Double> ticks, String words) {}

  private Chart chart(
      String title, Chart.Axis axis, double top, Function<CaseResult, @Nullable Bar> bar) {
    int lines = plan.variations().size() < 2 ? 1 : plan.variations().get(1).values().size();
    List<Series> series = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      List<Mark> marks = new ArrayList<>();
      for (int i = line; i < cases.size(); i += lines) {
        Bar seen = bar.apply(cases.get(i));
        if (seen != null) {
          marks.add(mark(i / lines, cases.get(i), seen));
        }
      }
      series.add(new Series(name(line), marks));
    }
    String along =
        plan.variations().isEmpty() ? "" : plan.variations().getFirst().parameter().key();
    return new Chart(title, axis, top, along, places(), series);
  }

  private static Mark mark(int place, CaseResult of, Bar bar) {
    return new Mark(
        place,
        of.sweepCase().index(),
        bar.low(),
        bar.middle(),
        bar.high(),
        bar.ticks(),
        of.sweepCase().label() + ": " + bar.words());
  }

  private String name(int line) {
    if (plan.variations().size() < 2) {
      return "";
    }
    Variation second = plan.variations().get(1);
    return second.parameter().key() + "=" + second.values().get(line);
  }

  /**
   * Returns the values with their positions. Numbers and times are placed to scale, other values at
   * equal distances.
   */
  private List<Place> places() {
    if (plan.variations().isEmpty()) {
      return List.of(new Place("unchanged", 0.5));
    }
    Variation along = plan.variations().getFirst();
    List<String> values = along.values();
    List<OptionalLong> sizes =
        values.stream().map(each -> ValueList.magnitude(along.parameter(), each)).toList();
    boolean measured = values.size() > 1 && sizes.stream().allMatch(OptionalLong::isPresent);
    long low = sizes.stream().mapToLong(each -> each.orElse(0)).min().orElse(0);
    long high = sizes.stream().mapToLong(each -> each.orElse(0)).max().orElse(0);
    return IntStream.range(0, values.size())
        .mapToObj(i ->
            new Place(
                values.get(i),
                measured && high > low
                    ? (double) (sizes.get(i).orElse(0) - low) / (high - low)
                    : (i + 0.5) / values.size()))
        .toList();
  }
}
