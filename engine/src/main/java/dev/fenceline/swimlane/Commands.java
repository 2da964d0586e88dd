package dev.fenceline.swimlane;

import dev.fenceline.timeline.Span;
import java.util.List;

/**
 * The I/O commands of one lane: counted for every zoom, one by one where few of them are seen. What
 * a stretch of time needs is found by binary search. Immutable.
 */
final class Commands {
  /** From here on nobody could tell them apart. */
  private static final int SEEN_MAX = 3_000;

  private final Counter counter;
  private final List<? extends Span.OfCommand> single;
  private final long[] begins;

  /** The latest end of each and all before it: rises, as the beginnings do. */
  private final long[] latestEnds;

  /**
   * Commands in the order in which they began.
   *
   * @param all what is counted
   * @param single those of them that nothing else in the picture stands for
   */
  Commands(List<? extends Span.OfCommand> all, List<? extends Span.OfCommand> single) {
    counter = counter(all);
    this.single = List.copyOf(single);
    begins = single.stream().mapToLong(Span::fromNanos).toArray();
    latestEnds = new long[begins.length];
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < latestEnds.length; i++) {
      latest = Math.max(latest, single.get(i).toNanos());
      latestEnds[i] = latest;
    }
  }

  private static Counter counter(List<? extends Span.OfCommand> spans) {
    return new Counter(
        spans.stream().mapToLong(Span::fromNanos).toArray(),
        spans.stream().mapToLong(Span::toNanos).toArray());
  }

  /** How many there are at a time. */
  Counter counter() {
    return counter;
  }

  /** Those that may be seen between two moments; none where there are too many. */
  List<? extends Span.OfCommand> seen(long fromNanos, long toNanos) {
    int first = Counter.upTo(latestEnds, fromNanos - 1);
    int end = Math.max(first, Counter.upTo(begins, toNanos));
    return end - first > SEEN_MAX ? List.of() : single.subList(first, end);
  }
}
