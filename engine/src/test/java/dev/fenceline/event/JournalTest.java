package dev.fenceline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.value.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The journal numbers events, dates them, and tells every listener in one order. */
class JournalTest {
  private final AtomicLong clock = new AtomicLong();
  private final Journal journal = new Journal(clock::get);
  private final List<Event> heard = new ArrayList<>();

  private Cause note(String text) {
    return journal.record(Lane.LAB, Cause.NONE, new Note(text));
  }

  private static List<String> texts(List<Event> events) {
    return events.stream().map(event -> ((Note) event.detail()).text()).toList();
  }

  @Test
  void eventsAreNumberedFromOneAndHaveTheTimeOfTheLoop() {
    journal.addListener(heard::add);
    note("first");
    clock.set(1_500_000_000);
    Cause second = note("second");
    journal.record(Lane.host("nvme4"), second, new Note("third"));

    assertThat(heard)
        .containsExactly(
            new Event(1, 0, Lane.LAB, Cause.NONE, new Note("first")),
            new Event(2, 1_500_000_000, Lane.LAB, Cause.NONE, new Note("second")),
            new Event(3, 1_500_000_000, Lane.host("nvme4"), Cause.of(2), new Note("third")));
    assertThat(heard.getLast().asCause()).isEqualTo(Cause.of(3));
  }

  @Test
  void aListenerHearsWhatIsRecordedAfterItWasAdded() {
    note("before");
    journal.addListener(heard::add);
    note("after");

    assertThat(texts(heard)).containsExactly("after");
  }

  /** The second listener would otherwise hear the answer before the question. */
  @Test
  void whatAListenerRecordsIsToldAfterTheEventThatItHandles() {
    journal.addListener(event -> {
      if (event.detail().equals(new Note("question"))) {
        Cause answer = journal.record(Lane.LAB, event.asCause(), new Note("answer"));
        assertThat(answer).isEqualTo(Cause.of(2));
        journal.record(Lane.LAB, answer, new Note("reason"));
      }
    });
    journal.addListener(heard::add);
    note("question");

    assertThat(texts(heard)).containsExactly("question", "answer", "reason");
    assertThat(heard)
        .extracting(Event::cause)
        .containsExactly(Cause.NONE, Cause.of(1), Cause.of(2));
  }

  @Test
  void aListenerThatFailsLeavesTheJournalUsable() {
    journal.addListener(event -> {
      if (event.sequence() == 1) {
        throw new IllegalStateException("as a test says");
      }
    });
    journal.addListener(heard::add);

    assertThatThrownBy(() -> note("first")).hasMessage("as a test says");
    note("second");
    assertThat(texts(heard)).containsExactly("second");
  }

  @Test
  void afterItsEndNothingIsRecorded() {
    journal.addListener(heard::add);
    Cause last = note("last");
    journal.end();

    assertThat(note("while components are closed")).isEqualTo(last);
    assertThat(texts(heard)).containsExactly("last");
  }

  @Test
  void anEventIsCausedByAnEarlierOneOrByNone() {
    assertThat(Cause.of(0)).isSameAs(Cause.NONE).matches(Cause::isNone);
    assertThat(Cause.of(7).isNone()).isFalse();
    assertThatThrownBy(() -> Cause.of(-1)).isInstanceOf(IllegalArgumentException.class);
    for (long cause : new long[] {5, 6}) {
      assertThatThrownBy(() -> new Event(5, 0, Lane.LAB, Cause.of(cause), new Note("itself")))
          .hasMessage("event 5: cause %d must be an earlier event", cause);
    }
    assertThatThrownBy(() -> new Event(0, 0, Lane.LAB, Cause.NONE, new Note("none")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFindingKeepsTheEventsThatItWasMadeWith() {
    List<Long> events = new ArrayList<>(List.of(3L, 5L));
    Finding finding =
        new Finding(
            Finding.Severity.CORRUPTION, Rule.Data.STALE_READ, "old data", events, List.of());
    events.clear();

    assertThat(finding.events()).containsExactly(3L, 5L);
  }
}
