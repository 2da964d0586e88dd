package dev.fenceline.lab;

import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Conditions.Comparison;
import dev.fenceline.scenario.setting.Conditions.Condition;
import java.util.List;

/** Expectations that cannot be met by a run that meets a given one. */
final class Opposites {
  private Opposites() {}

  static List<Expectation> of(Expectation expectation) {
    return switch (expectation) {
      case Expectation.DataIs it ->
          List.of(new Expectation.DataIs(it.verdict().equals("intact") ? "corrupt" : "intact"));
      case Expectation.FencedBy it ->
          List.of(
              new Expectation.FencedBy(it.controller(), it.by().equals("ccr") ? "hold" : "ccr"));
      case Expectation.DetectedBetween it ->
          List.of(
              new Expectation.DetectedBetween(
                  it.controller(), it.toMillis() + 1, it.toMillis() + 2));
      case Expectation.FencedWithin it ->
          List.of(
              new Expectation.FencedWithin(it.controller(), it.toMillis() + 1, it.toMillis() + 2));
      case Expectation.Reconnected it ->
          List.of(new Expectation.Reconnected(it.controller(), it.attempt() + 1));
      case Expectation.SlowWrites it ->
          List.of(new Expectation.SlowWrites(it.controller(), Integer.MAX_VALUE));
      case Expectation.Sequence _ -> List.of();
      case Expectation.Count it -> List.of(opposite(it));
      case Expectation.Fields it ->
          each(it.are()).stream()
              .<Expectation>map(are -> new Expectation.Fields(it.of(), are))
              .toList();
      case Expectation.Compared it ->
          each(it.are()).stream()
              .<Expectation>map(are -> new Expectation.Compared(it.of(), it.to(), are))
              .toList();
      case Expectation.Duration it ->
          List.of(
              new Expectation.Duration(
                  it.between(), it.and(), it.toMillis() + 1, it.toMillis() + 2));
    };
  }

  private static Expectation opposite(Expectation.Count count) {
    Integer most = count.exactly() != null ? count.exactly() : count.atMost();
    return most != null
        ? new Expectation.Count(count.of(), most + 1, null, null)
        : new Expectation.Count(count.of(), null, Integer.MAX_VALUE, null);
  }

  /** Each condition alone, turned round. */
  private static List<Conditions> each(Conditions conditions) {
    return conditions.all().stream()
        .map(condition ->
            new Condition(condition.field(), opposite(condition.comparison()), condition.value()))
        .map(condition -> new Conditions(List.of(condition)))
        .toList();
  }

  private static Comparison opposite(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> Comparison.NOT_EQUAL;
      case NOT_EQUAL -> Comparison.EQUAL;
      case LESS -> Comparison.AT_LEAST;
      case AT_LEAST -> Comparison.LESS;
      case MORE -> Comparison.AT_MOST;
      case AT_MOST -> Comparison.MORE;
    };
  }
}
