package dev.fenceline.timeline;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events of a run that may last for days, in a timeline of bounded size. It first keeps all
 * events, then leaves out commands and PDUs without problems, and finally keeps no further events.
 * Notes in the timeline mark both limits. Events are renumbered, and so are causes and the proofs
 * of findings. A cause that was left out becomes 0.
 *
 * <p>One thread adds events; the timeline and {@link #leftOut} may be read from any.
 */
public final class Excerpt implements Consumer<Event> {
  private static final int NO_EVENT = 0;

  private final Timeline timeline = new Timeline();
  private final int wholeMax;
  private final int max;

  /** Original sequence number of each kept event, ascending. */
  private long[] kept = new long[1 << 12];

  private final Routine routine = new Routine();

  private volatile long leftOut;

  /**
   * Creates an empty excerpt.
   *
   * @param wholeMax number of events that are kept in any case
   * @param max the maximum number of kept events, including the notes
   */
  public Excerpt(int wholeMax, int max) {
    if (wholeMax < 0 || wholeMax + 2 > max) {
      throw new IllegalArgumentException(
          "%d events of %d leave no room for the story".formatted(wholeMax, max));
    }
    this.wholeMax = wholeMax;
    this.max = max;
  }

  /** Returns the kept events. */
  public Timeline timeline() {
    return timeline;
  }

  /** Returns the number of events that were left out. */
  public long leftOut() {
    return leftOut;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
  public void accept(Event event) {
    if (timeline.size() == wholeMax) {
      note(event.nanos(), Routine.LEFT_OUT);
    }
    if (timeline.size() == max - 1) {
      note(event.nanos(), Routine.ALL_LEFT_OUT);
    }
    if (timeline.size() == max || (timeline.size() > wholeMax && routine.isRoutine(event))) {
      leftOut++;
    } else {
      routine.kept(event);
      append(event.sequence(), event.nanos(), event.lane(), event.cause(), event.detail());
    }
  }

  private void note(long nanos, String words) {
    int size = timeline.size();
    long number = size == 0 ? NO_EVENT : kept[size - 1];
    append(number, nanos, Lane.LAB, Cause.NONE, new Note(words));
  }

  private void append(long sequence, long nanos, Lane lane, Cause cause, Detail detail) {
    int index = timeline.size();
    if (index == kept.length) {
      kept = Arrays.copyOf(kept, kept.length * 2);
    }
    Detail renumbered = detail instanceof Finding found ? renumbered(found, index) : detail;
    timeline.accept(
        new Event(
            index + 1L, nanos, lane, Cause.of(renumbered(cause.sequence(), index)), renumbered));
    kept[index] = sequence;
  }

  private Finding renumbered(Finding found, int size) {
    List<Long> proof =
        found.events().stream()
            .map(sequence -> renumbered(sequence, size))
            .filter(sequence -> sequence != NO_EVENT)
            .toList();
    return new Finding(found.severity(), found.rule(), found.text(), proof, found.operations());
  }

  /**
   * Returns the new number of an event. A note has the number of the event before it, so the first
   * one counts.
   */
  private long renumbered(long sequence, int size) {
    int found = sequence == NO_EVENT ? -1 : Arrays.binarySearch(kept, 0, size, sequence);
    if (found < 0) {
      return NO_EVENT;
    }
    while (found > 0 && kept[found - 1] == sequence) {
      found--;
    }
    return found + 1L;
  }
}
