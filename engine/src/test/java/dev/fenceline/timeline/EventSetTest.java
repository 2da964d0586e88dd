package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventSetTest {
  private static final int EVENTS = 60;

  private static Timeline notes() {
    Timeline timeline = new Timeline();
    for (int i = 1; i <= EVENTS; i++) {
      timeline.accept(new Event(i, i * 10L, Lane.LAB, Cause.NONE, new Note("note " + i)));
    }
    return timeline;
  }

  private static EventSet found(int from, int to, String filter) {
    return EventSet.find(notes(), from, to, EventFilter.parse(filter), () -> false);
  }

  /** What is found in two parts is what is found at once. */
  @Property(tries = 60)
  void partsMakeTheWhole(
      @ForAll @IntRange(max = EVENTS) int middle, @ForAll @IntRange(max = 9) int digit) {
    String filter = "\"" + digit + "\"";
    EventSet whole = found(0, EVENTS, filter);
    assertThat(found(0, middle, filter).plus(found(middle, EVENTS, filter))).isEqualTo(whole);
    for (int sequence = 1; sequence <= EVENTS; sequence++) {
      boolean isFound = ("note " + sequence).contains(Integer.toString(digit));
      int position = whole.positionOf(sequence);
      assertThat(position >= 0 && whole.sequence(position) == sequence).isEqualTo(isFound);
      int last = sequence;
      assertThat(position).isEqualTo((int) whole.stream().filter(it -> it <= last).count() - 1);
    }
  }

  @Test
  void theOtherEventsMustBeLater() {
    EventSet late = found(20, 30, "note");
    EventSet early = found(0, 21, "note");
    assertThatThrownBy(() -> late.plus(early)).isInstanceOf(IllegalArgumentException.class);
    assertThat(EventSet.NONE.plus(late)).isEqualTo(late);
    assertThat(late.plus(EventSet.NONE)).isEqualTo(late);
  }

  @Test
  void whatIsCancelledFindsNothing() {
    EventSet none = EventSet.find(notes(), 0, EVENTS, EventFilter.parse(""), () -> true);
    assertThat(none).isEqualTo(EventSet.NONE);
    assertThat(none.positionOf(5)).isEqualTo(-1);
  }
}
