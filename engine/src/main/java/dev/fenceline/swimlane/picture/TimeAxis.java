package dev.fenceline.swimlane.picture;

import dev.fenceline.swimlane.layout.TimeScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Assigns room to each period of session time: a strictly increasing, piecewise linear map from
 * nanoseconds to <i>units</i>, which {@link TimeScale} maps to pixels. On a linear axis, a unit is
 * a second. An elastic axis exists because in a recovery, important milliseconds lie between
 * unimportant seconds. It gives each period between two important moments a basic room and some
 * more for its length, and folds the middle of a long period. Immutable.
 */
public final class TimeAxis {
  /** A folded period, which gets almost no room. */
  public record Fold(long fromNanos, long toNanos) {
    /** Returns the length of the folded period. */
    public long lengthNanos() {
      return toNanos - fromNanos;
    }
  }

  /**
   * A period that contains words and gets at least the given fraction of the whole axis.
   *
   * @param share from 0 to 1
   */
  public record Room(long fromNanos, long toNanos, double share) {}

  /** Maximum fraction of the axis that all rooms together get. */
  private static final double ROOMS_SHARE = 0.4;

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Moments closer than this are treated as one: a reader cannot distinguish them before zooming
   * in.
   */
  private static final long TOGETHER_NANOS = 40_000;

  /** Minimum length of a period that is folded. */
  private static final long FOLD_FROM_NANOS = 3_500_000_000L;

  /** Length that stays unfolded at either end of a folded period. */
  private static final long FOLD_EDGE_NANOS = 600_000_000L;

  private static final double FOLD_EDGE_UNITS = 0.42;
  private static final double FOLD_UNITS = 0.62;

  /** Room that even the shortest period gets. */
  private static final double LEAST_UNITS = 0.26;

  /**
   * Additional room of a period of one second. Other periods get it multiplied by a power of their
   * length.
   */
  private static final double SECOND_UNITS = 0.62;

  private static final double POWER = 0.32;

  private final long[] nanos;
  private final double[] units;
  private final List<Fold> folds;

  private TimeAxis(long[] nanos, double[] units, List<Fold> folds) {
    this.nanos = nanos;
    this.units = units;
    this.folds = List.copyOf(folds);
  }

  /** Creates an axis on which every second gets the same room. */
  public static TimeAxis linear(long endNanos) {
    long end = Math.max(1, endNanos);
    return new TimeAxis(new long[] {0, end}, new double[] {0, end / NANOS_PER_SECOND}, List.of());
  }

  /**
   * Creates an axis on which idle periods are folded.
   *
   * @param endNanos end of the session
   * @param moments the moments that matter, in nanoseconds, in any order
   * @param rooms periods that need room for words; none overlaps another
   */
  public static TimeAxis elastic(long endNanos, long[] moments, List<Room> rooms) {
    long end = Math.max(1, endNanos);
    Builder builder = new Builder();
    long[] sorted = Arrays.stream(moments).filter(m -> m > 0 && m < end).sorted().toArray();
    for (long moment : sorted) {
      if (moment - builder.lastNanos() >= TOGETHER_NANOS && end - moment >= TOGETHER_NANOS) {
        builder.advance(moment);
      }
    }
    builder.advance(end);
    return builder.build().with(rooms);
  }

  /** Returns the same axis with room for words. */
  private TimeAxis with(List<Room> rooms) {
    double wanted = rooms.stream().mapToDouble(Room::share).sum();
    double scarcity = Math.min(1, ROOMS_SHARE / Math.max(ROOMS_SHARE, wanted));
    double whole = units[units.length - 1];
    double[] steps = new double[units.length];
    for (int i = 1; i < units.length; i++) {
      steps[i] = units[i] - units[i - 1];
    }
    double rest = 1 - Math.min(ROOMS_SHARE, wanted);
    for (Room room : rooms) {
      int first = segment(Arrays.binarySearch(nanos, room.fromNanos()));
      int last = segment(Arrays.binarySearch(nanos, room.toNanos() - 1));
      double need = room.share() * scarcity * whole / rest;
      double factor = Math.max(1, need / (units[last + 1] - units[first]));
      for (int i = first; i <= last; i++) {
        steps[i + 1] *= factor;
      }
    }
    Arrays.parallelPrefix(steps, Double::sum);
    return new TimeAxis(nanos, steps, folds);
  }

  private static final class Builder {
    private final List<Long> nanos = new ArrayList<>(List.of(0L));
    private final List<Double> units = new ArrayList<>(List.of(0.0));
    private final List<Fold> folds = new ArrayList<>();

    private long lastNanos() {
      return nanos.getLast();
    }

    private void advance(long to) {
      long from = lastNanos();
      long length = to - from;
      if (length < FOLD_FROM_NANOS) {
        knot(to, LEAST_UNITS + SECOND_UNITS * Math.pow(length / NANOS_PER_SECOND, POWER));
        return;
      }
      knot(from + FOLD_EDGE_NANOS, FOLD_EDGE_UNITS);
      knot(to - FOLD_EDGE_NANOS, FOLD_UNITS);
      knot(to, FOLD_EDGE_UNITS);
      folds.add(new Fold(from + FOLD_EDGE_NANOS, to - FOLD_EDGE_NANOS));
    }

    private void knot(long at, double room) {
      units.add(units.getLast() + room);
      nanos.add(at);
    }

    private TimeAxis build() {
      return new TimeAxis(
          nanos.stream().mapToLong(Long::longValue).toArray(),
          units.stream().mapToDouble(Double::doubleValue).toArray(),
          folds);
    }
  }

  /** Receives the moments at which the room for a second changes. */
  public interface Knots {
    /** Receives a moment and its position in units. */
    void knot(long nanos, double units);
  }

  /** Passes the moments between which the map is linear to the receiver, in order. */
  public void knots(Knots receiver) {
    for (int i = 0; i < nanos.length; i++) {
      receiver.knot(nanos[i], units[i]);
    }
  }

  /** Returns the folded periods, in order. */
  public List<Fold> folds() {
    return folds;
  }

  /** Returns the end of the session. */
  public long endNanos() {
    return nanos[nanos.length - 1];
  }

  /**
   * Returns the position of a moment, in units. The nearest slope is extended for a moment outside
   * the session.
   */
  public double unitsAt(long moment) {
    int i = segment(Arrays.binarySearch(nanos, moment));
    double part = (double) (moment - nanos[i]) / (nanos[i + 1] - nanos[i]);
    return units[i] + part * (units[i + 1] - units[i]);
  }

  /** Returns the moment at a position given in units: the inverse of {@link #unitsAt}. */
  public double nanosAt(double place) {
    int i = segment(Arrays.binarySearch(units, place));
    double part = (place - units[i]) / (units[i + 1] - units[i]);
    return nanos[i] + part * (nanos[i + 1] - nanos[i]);
  }

  private int segment(int found) {
    int index = found >= 0 ? found : -found - 2;
    return Math.clamp(index, 0, nanos.length - 2);
  }
}
