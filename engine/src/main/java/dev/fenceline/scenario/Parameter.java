package dev.fenceline.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A setting of a scenario that can be changed by name: {@code --set}, {@code --vary}, sliders.
 *
 * @param key its name, such as {@code kato}
 * @param range which values it takes
 * @param description one line for a person
 * @param places where it is in a scenario's JSON
 */
@SuppressWarnings("DoNotCallSuggester")
public record Parameter(String key, Range range, String description, List<String> places) {
  /** Which values a parameter takes. */
  public sealed interface Range {}

  /** A time. {@code never} allows the word {@code never}. */
  public record Times(long minNanos, long maxNanos, boolean never) implements Range {}

  /** A whole number. */
  public record Numbers(long min, long max) implements Range {}

  /** One of some words. */
  public record Words(List<String> words) implements Range {}

  /** {@code on} or {@code off}. */
  public record Switch() implements Range {}

  /** All parameters, in the order in which people should see them. */
  public static List<Parameter> all() {
    throw new UnsupportedOperationException();
  }

  /** The parameter of a key; empty if there is none. */
  public static Optional<Parameter> find(String key) {
    throw new UnsupportedOperationException();
  }

  /**
   * The parameter of a key.
   *
   * @throws ScenarioException if there is none, naming the nearest key
   */
  public static Parameter named(String key) {
    throw new UnsupportedOperationException();
  }

  /**
   * Its value in a scenario, as {@link #apply} reads it; empty if the scenario has no such place.
   */
  public Optional<String> value(Scenario scenario) {
    throw new UnsupportedOperationException();
  }

  /**
   * The same scenario with another value.
   *
   * @param value with its unit, such as {@code 5 s}, {@code 4}, {@code rpfr}, {@code off}
   * @throws ScenarioException if the value is not one, is out of range, or does not fit the rest
   */
  public Scenario apply(Scenario scenario, String value) {
    throw new UnsupportedOperationException();
  }
}
