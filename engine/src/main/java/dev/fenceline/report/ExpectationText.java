package dev.fenceline.report;

import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Describes what a scenario expects, in one sentence without a full stop for each expectation. */
final class ExpectationText {
  private ExpectationText() {}

  static String of(Expectation expectation) {
    return switch (expectation) {
      case Expectation.DataIs it -> "data " + it.verdict();
      case Expectation.FencedBy it ->
          it.by().equals("none")
              ? it.controller() + " not fenced"
              : "%s fenced by %s".formatted(it.controller(), it.by());
      case Expectation.DetectedBetween it ->
          "failure of %s detected from %s to %s"
              .formatted(it.controller(), moment(it.fromMillis()), moment(it.toMillis()));
      case Expectation.FencedWithin it ->
          "fencing of %s over %s to %s after detection"
              .formatted(it.controller(), moment(it.fromMillis()), moment(it.toMillis()));
      case Expectation.Reconnected it ->
          "%s connected again at attempt %d".formatted(it.controller(), it.attempt());
      case Expectation.SlowWrites it ->
          "at least %s at media of controller %d"
              .formatted(Text.count(it.atLeast(), "slow write"), it.controller());
      case Expectation.Sequence it ->
          it.of().stream().map(ExpectationText::of).collect(Collectors.joining(", then "));
      case Expectation.Count it -> "%s %s".formatted(number(it), all(it.of()));
      case Expectation.Fields it -> "%s has %s".formatted(of(it.of()), it.are());
      case Expectation.Compared it ->
          "%s has %s of %s".formatted(of(it.of()), it.are(), of(it.to()));
      case Expectation.Duration it ->
          "%s to %s from %s to %s"
              .formatted(
                  moment(it.fromMillis()), moment(it.toMillis()), of(it.between()), of(it.and()));
    };
  }

  private static String number(Expectation.Count count) {
    if (count.exactly() != null) {
      return count.exactly() == 0 ? "no" : "exactly " + count.exactly();
    }
    List<String> limits = new ArrayList<>();
    if (count.atLeast() != null) {
      limits.add("at least " + count.atLeast());
    }
    if (count.atMost() != null) {
      limits.add("at most " + count.atMost());
    }
    return String.join(" and ", limits);
  }

  private static String of(EventPattern pattern) {
    return pattern.nth() == 1
        ? all(pattern)
        : "%s (number %d)".formatted(all(pattern), pattern.nth());
  }

  /** Describes a pattern, such as {@code ccr-answered on host/nvme4 with status = 0}. */
  private static String all(EventPattern pattern) {
    String lane = pattern.lane() == null ? "" : " on " + pattern.lane();
    String with = pattern.with().all().isEmpty() ? "" : " with " + pattern.with();
    return pattern.event() + lane + with;
  }

  private static String moment(long millis) {
    return Text.moment(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
