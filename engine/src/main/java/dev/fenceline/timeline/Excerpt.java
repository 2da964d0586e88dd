package dev.fenceline.timeline;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events of a run that may go on for days, in a timeline of bounded size: all of them at first,
 * then only what tells the story, without the commands and PDUs that pass as they should, and in
 * the end no more. A note in the timeline says where either begins. Events are numbered anew, and
 * causes and proofs of findings with them; a cause that was left out becomes none.
 *
 * <p>One thread gives it events; the timeline and {@link #leftOut} may be read from any.
 */
public final class Excerpt implements Consumer<Event> {
  private static final int NO_CAUSE = 0;

  private final Timeline timeline = new Timeline();
  private final int wholeMax;
  private final int max;

  /** Sequence number that each kept event had, ascending. */
  private long[] kept = new long[1 << 12];

  private final Routine routine = new Routine();

  private volatile long leftOut;

  /**
   * An empty excerpt.
   *
   * @param wholeMax so many events are kept whatever they are
   * @param max so many events are kept at most, the notes about it included
   */
  public Excerpt(int wholeMax, int max) {
    if (wholeMax < 0 || wholeMax + 2 > max) {
      throw new IllegalArgumentException(
          "%d events of %d leave no room for the story".formatted(wholeMax, max));
    }
    this.wholeMax = wholeMax;
    this.max = max;
  }

  /** What is kept. */
  public Timeline timeline() {
    return timeline;
  }

  /** How many events are not. */
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
    long number = size == 0 ? NO_CAUSE : kept[size - 1];
    append(number, nanos, Lane.LAB, NO_CAUSE, new Note(words));
  }

  private void append(long sequence, long nanos, Lane lane, long cause, Detail detail) {
    int index = timeline.size();
    if (index == kept.length) {
      kept = Arrays.copyOf(kept, kept.length * 2);
    }
    Detail renumbered = detail instanceof Finding found ? renumbered(found, index) : detail;
    timeline.accept(new Event(index + 1L, nanos, lane, renumbered(cause, index), renumbered));
    kept[index] = sequence;
  }

  private Finding renumbered(Finding found, int size) {
    List<Long> proof =
        found.events().stream()
            .map(sequence -> renumbered(sequence, size))
            .filter(sequence -> sequence != NO_CAUSE)
            .toList();
    return new Finding(found.severity(), found.rule(), found.text(), proof, found.operations());
  }

  /** A note has the number of the event before it, so the first of a number counts. */
  private long renumbered(long sequence, int size) {
    int found = sequence == NO_CAUSE ? -1 : Arrays.binarySearch(kept, 0, size, sequence);
    if (found < 0) {
      return NO_CAUSE;
    }
    while (found > 0 && kept[found - 1] == sequence) {
      found--;
    }
    return found + 1L;
  }
}
