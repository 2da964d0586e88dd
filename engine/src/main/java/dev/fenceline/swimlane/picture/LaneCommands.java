package dev.fenceline.swimlane.picture;

import dev.fenceline.timeline.span.Span;
import java.util.List;

/**
 * The I/O commands of one lane: counted at every zoom level, and listed individually where few of
 * them are visible. Finds the commands of a period by binary search. Immutable.
 */
public final class LaneCommands {
  /** Maximum number of listed commands: more could not be distinguished. */
  private static final int SEEN_MAX = 3_000;

  private final Counter counter;
  private final List<? extends Span.OfCommand> single;
  private final long[] begins;

  /** The latest end of each command and all commands before it, in ascending order. */
  private final long[] latestEnds;

  /**
   * Creates the commands of a lane, in the order in which they began.
   *
   * @param all all commands, which are counted
   * @param single the commands that nothing else in the picture represents
   */
  LaneCommands(List<? extends Span.OfCommand> all, List<? extends Span.OfCommand> single) {
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

  /** Returns the counter of the commands at a given time. */
  public Counter counter() {
    return counter;
  }

  /**
   * Returns the commands that may be visible between two moments, or none if there are too many.
   */
  public List<? extends Span.OfCommand> seen(long fromNanos, long toNanos) {
    int first = Counter.upTo(latestEnds, fromNanos - 1);
    int end = Math.max(first, Counter.upTo(begins, toNanos));
    return end - first > SEEN_MAX ? List.of() : single.subList(first, end);
  }
}
