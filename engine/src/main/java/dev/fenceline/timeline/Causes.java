package dev.fenceline.timeline;

import dev.fenceline.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Finds the effects of each event of a timeline. Reads every event once; a query reads the events
 * added since the last query. Thread-safe.
 */
public final class Causes {
  private static final int INITIAL = 1024;

  private final Timeline timeline;

  // by sequence number, 0 for none; the effects of an event are a list linked by "next"
  private int[] first = new int[INITIAL];
  private int[] last = new int[INITIAL];
  private int[] next = new int[INITIAL];
  private int read;

  private Causes(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Returns the effects in a timeline, which all readers share. */
  public static Causes of(Timeline timeline) {
    return timeline.index(Causes.class, Causes::new);
  }

  /**
   * Returns the direct effects of an event, in order.
   *
   * @param most the maximum number of effects to return
   */
  public synchronized List<Event> effects(long sequence, int most) {
    readOn();
    List<Event> effects = new ArrayList<>();
    int effect = sequence > 0 && sequence <= read ? first[(int) sequence] : 0;
    while (effect != 0 && effects.size() < most) {
      effects.add(timeline.event(effect - 1));
      effect = next[effect];
    }
    return Collections.unmodifiableList(effects);
  }

  private void readOn() {
    int size = timeline.size();
    if (size >= first.length) {
      int length = Math.max(size + 1, first.length + (first.length >> 1));
      first = Arrays.copyOf(first, length);
      last = Arrays.copyOf(last, length);
      next = Arrays.copyOf(next, length);
    }
    for (; read < size; read++) {
      int cause = (int) timeline.cause(read).sequence();
      if (cause > 0 && cause <= read) {
        add(cause, read + 1);
      }
    }
  }

  private void add(int cause, int effect) {
    if (first[cause] == 0) {
      first[cause] = effect;
    } else {
      next[last[cause]] = effect;
    }
    last[cause] = effect;
  }
}
