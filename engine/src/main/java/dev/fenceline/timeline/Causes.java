package dev.fenceline.timeline;

import dev.fenceline.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cause and effect of events, both ways. A snapshot: it does not grow with the timeline. */
public final class Causes {
  private final Timeline timeline;

  /** The effects of all events, those of one event side by side: see {@link #firstEffect}. */
  private final int[] effects;

  private final int[] firstEffect;

  private Causes(Timeline timeline, int[] effects, int[] firstEffect) {
    this.timeline = timeline;
    this.effects = effects;
    this.firstEffect = firstEffect;
  }

  /**
   * Cause and effect in a timeline as long as it is now; takes time in proportion to its events.
   */
  public static Causes of(Timeline timeline) {
    int size = timeline.size();
    int[] first = new int[size + 2];
    for (int i = 0; i < size; i++) {
      first[(int) timeline.cause(i) + 1]++;
    }
    for (int i = 1; i < first.length; i++) {
      first[i] += first[i - 1];
    }
    int[] next = Arrays.copyOf(first, first.length);
    int[] effects = new int[size];
    for (int i = 0; i < size; i++) {
      effects[next[(int) timeline.cause(i)]++] = i + 1;
    }
    return new Causes(timeline, effects, first);
  }

  /** The event that led to this one; null if none did. */
  public @Nullable Event cause(Event event) {
    return timeline.find(event.cause());
  }

  /** What led to an event, from its cause to the first cause of all. */
  public List<Event> chain(Event event) {
    List<Event> chain = new ArrayList<>();
    for (Event at = cause(event); at != null; at = cause(at)) {
      chain.add(at);
    }
    return Collections.unmodifiableList(chain);
  }

  /** What an event led to directly, in order. */
  public List<Event> effects(Event event) {
    int at = (int) event.sequence();
    if (at + 1 >= firstEffect.length) {
      return List.of();
    }
    List<Event> found = new ArrayList<>();
    for (int i = firstEffect[at]; i < firstEffect[at + 1]; i++) {
      found.add(timeline.event(effects[i] - 1));
    }
    return Collections.unmodifiableList(found);
  }
}
