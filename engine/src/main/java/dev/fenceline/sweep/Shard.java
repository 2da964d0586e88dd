package dev.fenceline.sweep;

import dev.fenceline.scenario.setting.ScenarioException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a sweep that several machines share: every {@code of}-th run, beginning with the {@code
 * number}-th.
 *
 * @param number from 1 to {@code of}
 * @param of number of parts, up to {@value #MAX}
 */
public record Shard(int number, int of) {
  /** The whole sweep. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** The largest number of parts. */
  public static final int MAX = 10_000;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  public Shard {
    if (of < 1 || of > MAX || number < 1 || number > of) {
      throw new ScenarioException(
          "shard %d/%d: expected K/N with K from 1 to N and N up to %d".formatted(number, of, MAX));
    }
  }

  /**
   * Parses {@code K/N}, such as {@code 2/4}.
   *
   * @throws ScenarioException if the text has another form
   */
  public static Shard parse(String text) {
    Matcher shard = TEXT.matcher(text.strip());
    if (!shard.matches()) {
      throw new ScenarioException(
          "\"%s\" is not a shard: expected K/N, such as 2/4".formatted(text));
    }
    return new Shard(Integer.parseInt(shard.group(1)), Integer.parseInt(shard.group(2)));
  }

  /** Reports whether a run belongs to the shard. */
  boolean holds(int run) {
    return run % of == number - 1;
  }

  /** Returns the index, among the runs of the shard, of a run that belongs to it. */
  int index(int run) {
    return run / of;
  }

  /** Returns the number of runs of a sweep that belong to the shard. */
  int count(int runs) {
    return (runs - number + of) / of;
  }

  /** Returns the shard of a sweep with as many parts to which a run belongs. */
  Shard siblingOf(int run) {
    return new Shard(run % of + 1, of);
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
