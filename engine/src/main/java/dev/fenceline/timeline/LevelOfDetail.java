package dev.fenceline.timeline;

import dev.fenceline.event.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events a lane has in any stretch of time, and how much the worst of them matters, fast
 * enough to ask for every pixel column of every lane in every frame: for each lane the times of its
 * events, and a pyramid of the highest severity of 2, 4, 8 ... neighbours. It counts events, not
 * buckets of time, so that it is exact at every zoom and on an elastic scale. A snapshot: it does
 * not grow with the timeline.
 */
public final class LevelOfDetail {
  private static final Severity[] SEVERITIES = Severity.values();

  private final Map<Lane, LaneEvents> lanes = new HashMap<>();

  private LevelOfDetail() {}

  /** Builds it for a timeline as long as it is now; takes time in proportion to its events. */
  public static LevelOfDetail of(Timeline timeline) {
    LevelOfDetail built = new LevelOfDetail();
    int size = timeline.size();
    for (int i = 0; i < size; i++) {
      built
          .lanes
          .computeIfAbsent(timeline.lane(i), _ -> new LaneEvents())
          .add(i, timeline.nanos(i), Severity.of(timeline.detail(i)));
    }
    built.lanes.values().forEach(LaneEvents::buildPyramid);
    return built;
  }

  /** How many events of a lane lie at or after {@code fromNanos} and before {@code toNanos}. */
  public int count(Lane lane, long fromNanos, long toNanos) {
    LaneEvents events = lanes.get(lane);
    return events == null ? 0 : Math.max(0, events.at(toNanos) - events.at(fromNanos));
  }

  /** The timeline's indices of those events, in order: for drawing them one by one. */
  public int[] indices(Lane lane, long fromNanos, long toNanos) {
    LaneEvents events = lanes.get(lane);
    if (events == null) {
      return new int[0];
    }
    int from = events.at(fromNanos);
    return Arrays.copyOfRange(events.indices, from, Math.max(from, events.at(toNanos)));
  }

  /**
   * Fills one entry for each pixel column.
   *
   * @param edgeNanos where the columns begin, in order, and where the last one ends: one more than
   *     there are columns
   * @param counts how many events each column has
   * @param severities the rank of the highest {@link Severity} in it; -1 where it has none
   */
  public void columns(Lane lane, long[] edgeNanos, int[] counts, byte[] severities) {
    LaneEvents events = lanes.get(lane);
    if (events == null) {
      Arrays.fill(counts, 0);
      Arrays.fill(severities, (byte) -1);
      return;
    }
    int from = events.at(edgeNanos[0]);
    for (int column = 0; column + 1 < edgeNanos.length; column++) {
      int to = Math.max(from, events.at(edgeNanos[column + 1]));
      counts[column] = to - from;
      severities[column] = (byte) events.highest(from, to);
      from = to;
    }
  }

  /** The highest severity of a lane's events in a stretch of time; {@code ROUTINE} without any. */
  public Severity highest(Lane lane, long fromNanos, long toNanos) {
    LaneEvents events = lanes.get(lane);
    int found = events == null ? -1 : events.highest(events.at(fromNanos), events.at(toNanos));
    return SEVERITIES[Math.max(0, found)];
  }

  /** The events of one lane. */
  private static final class LaneEvents {
    private static final int FIRST_CAPACITY = 64;

    private int size;
    private int[] indices = new int[FIRST_CAPACITY];
    private long[] nanos = new long[FIRST_CAPACITY];
    private byte[] severities = new byte[FIRST_CAPACITY];

    /** Level 0 holds the events' own severities, each further one the highest of two below it. */
    private final List<byte[]> pyramid = new ArrayList<>();

    void add(int index, long eventNanos, Severity severity) {
      if (size == indices.length) {
        indices = Arrays.copyOf(indices, size * 2);
        nanos = Arrays.copyOf(nanos, size * 2);
        severities = Arrays.copyOf(severities, size * 2);
      }
      indices[size] = index;
      nanos[size] = eventNanos;
      severities[size] = severity.rank();
      size++;
    }

    void buildPyramid() {
      byte[] level = Arrays.copyOf(severities, size);
      pyramid.add(level);
      while (level.length > 1) {
        byte[] above = new byte[(level.length + 1) / 2];
        for (int i = 0; i < level.length; i++) {
          above[i / 2] = (byte) Math.max(above[i / 2], level[i]);
        }
        pyramid.add(above);
        level = above;
      }
    }

    /** The first of the lane's events at or after a time. */
    int at(long wantedNanos) {
      int low = 0;
      int high = size;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (nanos[middle] < wantedNanos) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /** Climbs the pyramid while the range has whole pairs: two reads a level at most. */
    int highest(int from, int to) {
      int highest = -1;
      int low = from;
      int high = to;
      for (int level = 0; low < high; level++) {
        byte[] severitiesHere = pyramid.get(level);
        if ((low & 1) == 1) {
          highest = Math.max(highest, severitiesHere[low++]);
        }
        if ((high & 1) == 1) {
          highest = Math.max(highest, severitiesHere[--high]);
        }
        low >>= 1;
        high >>= 1;
      }
      return highest;
    }
  }
}
