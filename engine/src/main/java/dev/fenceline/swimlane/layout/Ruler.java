package dev.fenceline.swimlane.layout;

import dev.fenceline.swimlane.pen.TextStyle;
import dev.fenceline.swimlane.pen.TextWidths;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Chooses the moments that a ruler names: first the boundaries of phases, then the roundest moments
 * between them for which there is room. Works for linear and elastic scales.
 */
public final class Ruler {
  /** A named moment; {@code nanos} is exact. */
  public record Tick(long nanos, double x, String text) {}

  private static final double GAP = 10;
  private static final double LEAST_STEP = 56;
  private static final double SEARCH = 30;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long[] FACTORS = {5, 2, 1};
  private static final int TICKS_MAX = 200;

  private final TimeScale scale;
  private final TextWidths widths;
  private final TextStyle style;
  private final List<double[]> taken = new ArrayList<>();
  private final List<Tick> ticks = new ArrayList<>();

  public Ruler(TimeScale scale, TextWidths widths, TextStyle style) {
    this.scale = scale;
    this.widths = widths;
    this.style = style;
  }

  /**
   * Finds and reserves room for words at a position: centred on it, or shifted sideways by at most
   * the given distance.
   */
  public OptionalDouble room(double middle, double width, double aside) {
    for (double shift = 0; shift <= aside; shift += 4) {
      for (double at : new double[] {middle - shift, middle + shift}) {
        boolean within = at - width / 2 >= scale.left() && at + width / 2 <= scale.right();
        if (within && isFree(at, width / 2)) {
          reserve(at, width / 2);
          return OptionalDouble.of(at - width / 2);
        }
      }
    }
    return OptionalDouble.empty();
  }

  private boolean isFree(double x, double half) {
    for (double[] stretch : taken) {
      if (x + half > stretch[0] && x - half < stretch[1]) {
        return false;
      }
    }
    return true;
  }

  private void reserve(double x, double half) {
    double margin = Math.max(GAP, LEAST_STEP / 2 - half);
    taken.add(new double[] {x - half - margin, x + half + margin});
  }

  /** Names these moments, to the millisecond, as long as there is room. */
  public void boundaries(List<Long> nanos) {
    for (long moment : nanos) {
      if (isFree(scale.x(moment), 0)) {
        long rounded = Math.floorDiv(moment, NANOS_PER_MILLI) * NANOS_PER_MILLI;
        add(moment, seconds(rounded, 3));
      }
    }
  }

  /** Fills the remaining room with round moments. */
  public void fill() {
    if (scale.axis().folds().isEmpty() && isEven()) {
      even();
      return;
    }
    double x = scale.left();
    for (int i = 0; i < TICKS_MAX && x < scale.right(); i++) {
      long from = Math.max(0, Math.round(scale.nanos(x)));
      long to = Math.round(scale.nanos(Math.min(x + SEARCH, scale.right())));
      long round = roundest(from, Math.max(from, to));
      add(round, seconds(round, -1));
      x += LEAST_STEP / 2;
    }
  }

  /** Returns the ticks, from left to right. */
  public List<Tick> ticks() {
    ticks.sort(Comparator.comparingDouble(Tick::x));
    return List.copyOf(ticks);
  }

  private boolean isEven() {
    double middle = scale.x((scale.fromNanos() + scale.toNanos()) / 2);
    return Math.abs(middle - scale.left() - scale.width() / 2) < 1;
  }

  private void even() {
    double nanosPerPixel = (double) (scale.toNanos() - scale.fromNanos()) / scale.width();
    long step = 1;
    for (long power = 1; power > 0 && step < nanosPerPixel * LEAST_STEP * 1.4; power *= 10) {
      for (long factor : new long[] {1, 2, 5}) {
        if (step < nanosPerPixel * LEAST_STEP * 1.4) {
          step = power * factor;
        }
      }
    }
    int decimals = 0;
    for (long unit = (long) NANOS_PER_SECOND; unit > step; unit /= 10) {
      decimals++;
    }
    long first = Math.ceilDiv(scale.fromNanos(), step) * step;
    for (long at = first; at <= scale.toNanos() && ticks.size() < TICKS_MAX; at += step) {
      add(at, seconds(at, decimals));
    }
  }

  /** Returns the moment with the fewest digits in the given period. */
  static long roundest(long from, long to) {
    for (long power = 1_000_000_000_000L; power >= 1; power /= 10) {
      for (long factor : FACTORS) {
        long unit = power * factor;
        long multiple = Math.ceilDiv(from, unit) * unit;
        if (multiple <= to) {
          return multiple;
        }
      }
    }
    return from;
  }

  private void add(long nanos, String text) {
    double x = scale.x(nanos);
    double half = widths.width(text, style) / 2;
    boolean outside = x < scale.left() - 0.5 || x > scale.right() + 0.5;
    boolean said = ticks.stream().anyMatch(tick -> tick.text().equals(text));
    if (outside || said || !isFree(x, half)) {
      return;
    }
    reserve(x, half);
    ticks.add(new Tick(nanos, x, text));
  }

  /**
   * Formats seconds with the given number of digits after the decimal point, or with as many as
   * needed if it is -1.
   */
  private static String seconds(long nanos, int decimals) {
    BigDecimal seconds = BigDecimal.valueOf(nanos, 9);
    BigDecimal shown =
        decimals < 0
            ? seconds.stripTrailingZeros()
            : seconds.setScale(decimals, RoundingMode.FLOOR);
    return (shown.signum() == 0 ? "0" : shown.toPlainString()) + " s";
  }
}
