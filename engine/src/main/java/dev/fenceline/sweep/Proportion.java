package dev.fenceline.sweep;

/**
 * A number of runs out of a total, as the estimate of a probability.
 *
 * @param count number of the runs that are counted
 * @param of the total number of runs, from 0
 */
public record Proportion(int count, int of) {
  /** Standard normal quantile of a two-sided interval of 95 %. */
  private static final double Z = 1.959963984540054;

  /**
   * The Wilson score interval of 95 % (Wilson 1927). Unlike the usual interval, it is valid for
   * counts near 0 and near the total.
   *
   * @param low from 0
   * @param high up to 1
   */
  public record Interval(double low, double high) {}

  /** Returns the estimate, or 0 if there are no runs. */
  public double fraction() {
    return of == 0 ? 0 : (double) count / of;
  }

  /**
   * Returns the interval in which the probability lies with 95 % confidence, or 0 to 1 if there are
   * no runs.
   */
  public Interval interval() {
    if (of == 0) {
      return new Interval(0, 1);
    }
    double square = Z * Z / of;
    double middle = fraction() + square / 2;
    double reach = Z * StrictMath.sqrt(fraction() * (1 - fraction()) / of + square / (4 * of));
    return new Interval(
        count == 0 ? 0 : (middle - reach) / (1 + square),
        count == of ? 1 : (middle + reach) / (1 + square));
  }
}
