package dev.fenceline.timeline;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events in columns. One thread appends; any thread reads events below {@link #size}. The size is
 * written last, so a thread that sees it sees all events below it.
 */
final class EventStore {
  private static final int CHUNK_BITS = 12;
  private static final int CHUNK_EVENTS = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK_EVENTS - 1;

  /** Columns for a range of events. They never move after creation. */
  private static final class Chunk {
    final long[] nanos = new long[CHUNK_EVENTS];
    final int[] causes = new int[CHUNK_EVENTS];
    final int[] lanes = new int[CHUNK_EVENTS];
    final short[] kinds = new short[CHUNK_EVENTS];
    final Detail[] details = new Detail[CHUNK_EVENTS];
  }

  /** The most lanes that are found without comparing their names. */
  private static final int SAME_LANES_MAX = 4096;

  /** Used by the writer only. */
  private final Map<Lane, Integer> laneNumbers = new HashMap<>();

  /** The numbers of lanes that most events share; used by the writer only. */
  private final IdentityHashMap<Lane, Integer> sameLanes = new IdentityHashMap<>();

  private volatile Chunk[] chunks = {new Chunk()};

  /** The numbers of kinds; used by the writer only. */
  private final Map<Class<?>, Short> kindNumbers = new HashMap<>();

  private volatile Lane[] lanes = {};
  private volatile List<Class<? extends Detail>> kinds = List.of();
  private volatile int size;

  int size() {
    return size;
  }

  /** Returns the lanes so far, in the order of their first events. */
  List<Lane> lanes() {
    return List.of(lanes);
  }

  long nanos(int index) {
    return chunk(index).nanos[index & CHUNK_MASK];
  }

  Cause cause(int index) {
    return Cause.of(chunk(index).causes[index & CHUNK_MASK]);
  }

  Lane lane(int index) {
    return lanes[chunk(index).lanes[index & CHUNK_MASK]];
  }

  Detail detail(int index) {
    return chunk(index).details[index & CHUNK_MASK];
  }

  /**
   * Returns the class of the detail. It comes from a column of its own, so that a reader who passes
   * over most events does not load their details into the cache of the processor.
   */
  Class<? extends Detail> kind(int index) {
    return kinds.get(chunk(index).kinds[index & CHUNK_MASK]);
  }

  void append(Event event) {
    int index = size;
    int at = index & CHUNK_MASK;
    if (at == 0 && index > 0) {
      addChunk(index >> CHUNK_BITS);
    }
    Chunk chunk = chunks[index >> CHUNK_BITS];
    chunk.nanos[at] = event.nanos();
    chunk.causes[at] = Math.toIntExact(event.cause().sequence());
    chunk.lanes[at] = laneNumber(event.lane());
    chunk.kinds[at] = kindNumber(event.detail().getClass());
    chunk.details[at] = event.detail();
    size = index + 1;
  }

  private Chunk chunk(int index) {
    return chunks[index >> CHUNK_BITS];
  }

  private void addChunk(int number) {
    Chunk[] all = chunks;
    Chunk[] more = number < all.length ? all : Arrays.copyOf(all, all.length * 2);
    more[number] = new Chunk();
    chunks = more;
  }

  private short kindNumber(Class<? extends Detail> kind) {
    Short known = kindNumbers.get(kind);
    if (known != null) {
      return known;
    }
    List<Class<? extends Detail>> more = new ArrayList<>(kinds);
    more.add(kind);
    kinds = List.copyOf(more);
    short number = (short) (more.size() - 1);
    kindNumbers.put(kind, number);
    return number;
  }

  private int laneNumber(Lane lane) {
    Integer same = sameLanes.get(lane);
    if (same != null) {
      return same;
    }
    int number = numberOf(lane);
    if (sameLanes.size() < SAME_LANES_MAX) {
      sameLanes.put(lane, number);
    }
    return number;
  }

  private int numberOf(Lane lane) {
    Integer known = laneNumbers.get(lane);
    if (known != null) {
      return known;
    }
    int number = lanes.length;
    Lane[] more = Arrays.copyOf(lanes, number + 1);
    more[number] = lane;
    lanes = more;
    laneNumbers.put(lane, number);
    return number;
  }
}
