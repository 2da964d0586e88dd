package dev.fenceline.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final EventsViewModel events = new EventsViewModel(test.workspace());
  private final OpenSession session = TestWorkspace.session("test");

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void everyEventHasARowInWords() {
    test.workspace().show(session);
    assertThat(events.rows()).hasSize(5);
    assertThat(events.rows().get(1).words()).isEqualTo("cid 7, round trip 431.0 µs");
    assertThat(events.title().get()).isEqualTo("Events  5");
  }

  @Test
  void theFilterLeavesWhatMatches() {
    test.workspace().show(session);
    events.filter().set("keep-alive-sent");
    test.settle();
    assertThat(events.rows()).extracting(EventRow::sequence).containsExactly(1L, 3L);
    assertThat(events.matches().get()).isEqualTo("2");
    events.filter().set("");
    assertThat(events.rows()).hasSize(5);
  }

  @Test
  void nextGoesFromMatchToMatchAndRoundTheEnd() {
    test.workspace().show(session);
    events.filter().set("keep-alive-sent");
    test.settle();
    events.next();
    assertThat(session.selected().get()).isEqualTo(1);
    assertThat(events.matches().get()).isEqualTo("1 of 2");
    events.next();
    assertThat(session.selected().get()).isEqualTo(3);
    session.select(4);
    assertThat(events.matches().get()).isEqualTo("2");
    events.next();
    assertThat(session.selected().get()).isEqualTo(1);
    events.previous();
    assertThat(session.selected().get()).isEqualTo(3);
  }

  @Test
  void aSelectionElsewhereIsMarkedHere() {
    test.workspace().show(session);
    session.select(4);
    assertThat(events.current().get()).isEqualTo(3);
    session.selectNothing();
    assertThat(events.current().get()).isEqualTo(-1);
  }

  @Test
  void eachSessionKeepsItsFilter() {
    OpenSession other = TestWorkspace.session("other");
    test.workspace().show(session);
    events.filter().set("note");
    test.settle();
    test.workspace().show(other);
    assertThat(events.filter().get()).isEmpty();
    assertThat(events.rows()).hasSize(5);
    test.workspace().show(session);
    test.settle();
    assertThat(events.filter().get()).isEqualTo("note");
    assertThat(events.rows()).hasSize(1);
  }
}
