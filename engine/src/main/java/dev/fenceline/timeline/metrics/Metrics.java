package dev.fenceline.timeline.metrics;

import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What can be measured of the I/O of a timeline, in buckets of time. It is a snapshot that does not
 * grow. Buckets of several widths are kept, at most {@link #BUCKETS_MAX} of the narrowest; narrower
 * ones are measured when they are asked for.
 */
public final class Metrics {
  /** The largest number of buckets of one width that are kept. */
  static final int BUCKETS_MAX = 1 << 14;

  /** The width of the narrowest buckets. */
  static final long NARROWEST_NANOS = 1 << 10;

  private static final int WIDEST_BUCKETS = 64;
  private static final int LOOK_MAX = 1 << 12;

  private final MeasuredRequests source;
  private final RequestLog requests;
  private final List<List<Bucket>> levels;
  private final List<PathOutage> outages;
  private final long endNanos;

  private Metrics(
      MeasuredRequests source,
      RequestLog requests,
      List<List<Bucket>> levels,
      List<PathOutage> outages,
      long endNanos) {
    this.source = source;
    this.requests = requests;
    this.levels = levels;
    this.outages = outages;
    this.endNanos = endNanos;
  }

  /**
   * Returns the metrics of the events that a timeline currently contains. All readers share them,
   * and each event is read once.
   */
  public static Metrics of(Timeline timeline) {
    return timeline.index(Growing.class, Growing::new).now();
  }

  /** Returns whose requests are measured. */
  public MeasuredRequests source() {
    return source;
  }

  /** Returns the average time from one completion to the next; 0 if there are not two. */
  public long meanNanos() {
    int count = requests.completed();
    return count < 2 ? 0 : (requests.end(count - 1) - requests.end(0)) / (count - 1);
  }

  /** Returns the outages of paths. */
  public List<PathOutage> outages() {
    return outages;
  }

  /**
   * Passes the buckets that a range of time touches, in order.
   *
   * @param leastNanos the least width of a bucket; it is wider if the range would have too many
   */
  public void look(long fromNanos, long toNanos, long leastNanos, Consumer<Bucket> seen) {
    if (source == MeasuredRequests.NONE) {
      return;
    }
    long to = Math.min(toNanos, endNanos);
    long width = width(Math.max(leastNanos, (to - fromNanos) / LOOK_MAX));
    long first = Math.max(0, fromNanos) / width;
    List<Bucket> kept = kept(width);
    for (long index = first; index * width <= to; index++) {
      seen.accept(
          kept.isEmpty()
              ? requests.measure(index * width, (index + 1) * width)
              : kept.get((int) index));
    }
  }

  /** Returns the bucket of a moment with at least a width. */
  public Bucket at(long nanos, long leastNanos) {
    long width = width(leastNanos);
    long from = Math.max(0, nanos) / width * width;
    return requests.measure(from, from + width);
  }

  /** Returns the buckets of a width; empty if they are not kept. */
  private List<Bucket> kept(long width) {
    return levels.stream()
        .filter(level -> level.getFirst().toNanos() == width)
        .findFirst()
        .orElse(List.of());
  }

  private static long width(long leastNanos) {
    long width = NARROWEST_NANOS;
    while (width < leastNanos) {
      width *= 2;
    }
    return width;
  }

  /** The metrics of a timeline that may grow. */
  private static final class Growing {
    private final Timeline timeline;
    private final RequestReader reader = new RequestReader();
    private final List<MetricsLevel> levels = new ArrayList<>();
    private MeasuredRequests source = MeasuredRequests.NONE;
    private int size;
    private long reachedNanos;

    Growing(Timeline timeline) {
      this.timeline = timeline;
    }

    synchronized Metrics now() {
      int end = timeline.size();
      long changedNanos = Math.min(reachedNanos, size == 0 ? 0 : timeline.nanos(size - 1));
      for (; size < end; size++) {
        reader.read(timeline.event(size));
      }
      long endNanos = timeline.endNanos();
      reachedNanos = endNanos;
      if (reader.source() != source) {
        source = reader.source();
        levels.clear();
      }
      RequestLog requests = reader.requests().snapshot();
      arrange(requests, changedNanos, endNanos);
      return new Metrics(
          source,
          requests,
          levels.stream().map(MetricsLevel::buckets).toList(),
          PathOutage.of(timeline),
          endNanos);
    }

    /** Keeps the widths that a session of this length needs, and measures what is new. */
    private void arrange(RequestLog requests, long changedNanos, long endNanos) {
      long narrowest = width(endNanos / BUCKETS_MAX + 1);
      levels.removeIf(level -> level.widthNanos() < narrowest);
      long width = narrowest;
      for (int i = 0; i == 0 || endNanos / width > WIDEST_BUCKETS; i++, width *= 2) {
        boolean isNew = i == levels.size();
        if (isNew) {
          levels.add(new MetricsLevel(width));
        }
        levels.get(i).grow(requests, isNew ? 0 : changedNanos, endNanos);
      }
    }
  }
}
