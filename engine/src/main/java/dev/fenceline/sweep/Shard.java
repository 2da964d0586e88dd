package dev.fenceline.sweep;

import dev.fenceline.scenario.ScenarioException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a sweep, so that several machines can share it: every {@code of}-th run, beginning with
 * the {@code number}-th.
 *
 * @param number from 1 to {@code of}
 * @param of how many parts there are, up to {@value #MAX}
 */
public record Shard(int number, int of) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** How many parts there may be. */
  public static final int MAX = 10_000;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  public Shard {
    if (of < 1 || of > MAX || number < 1 || number > of) {
      throw new ScenarioException(
          "shard %d/%d: expected K/N with K from 1 to N and N up to %d".formatted(number, of, MAX));
    }
  }

  /**
   * Reads {@code K/N}, such as {@code 2/4}.
   *
   * @throws ScenarioException if it is none
   */
  public static Shard parse(String text) {
    Matcher shard = TEXT.matcher(text.strip());
    if (!shard.matches()) {
      throw new ScenarioException("\"%s\" is no shard: expected K/N, such as 2/4".formatted(text));
    }
    return new Shard(Integer.parseInt(shard.group(1)), Integer.parseInt(shard.group(2)));
  }

  /** Whether a run belongs to it. */
  boolean holds(int run) {
    return run % of == number - 1;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
