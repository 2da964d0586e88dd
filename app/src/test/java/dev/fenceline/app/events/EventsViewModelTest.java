package dev.fenceline.app.events;

import static dev.fenceline.app.TestWorkspace.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.events.EventColumn.Sorting;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsViewModelTest {
  private static final List<EventColumn> SORTED_BY_WORDS =
      List.of(EventColumn.LANE, EventColumn.KIND, EventColumn.WORDS);

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
    assertThat(EventColumn.WORDS.words(events.rows().get(1).event()))
        .isEqualTo("cid 7, round trip 431.0 µs");
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
  void theRowsThatAreShownAreCopiedAsText() {
    test.workspace().show(session);
    events.filter().set("keep-alive-sent");
    test.settle();
    List<String> copied = new ArrayList<>();
    events.copyRows(copied::add);
    test.settle();

    assertThat(copied).hasSize(1);
    assertThat(copied.getFirst().lines())
        .containsExactly(
            "#\tTime\tLane\tKind\tWhat happened",
            "1\t1.000 000 s\tnvme3\tkeep-alive-sent\tcid 7",
            "3\t3.000 000 s\tnvme4\tkeep-alive-sent\tcid 8");
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

  @Test
  void rowsAreSortedByColumnsAndMatchesStayInTheOrderOfTime() {
    test.workspace().show(session);
    events.sort(List.of(new Sorting(EventColumn.KIND, false)));
    test.settle();
    assertThat(numbers()).containsExactly(2L, 4L, 1L, 3L, 5L);
    assertThat(events.matches().get()).as("there is no filter").isEmpty();
    events.sort(
        List.of(new Sorting(EventColumn.LANE, true), new Sorting(EventColumn.NUMBER, true)));
    test.settle();
    assertThat(numbers()).containsExactly(4L, 3L, 2L, 1L, 5L);
    events.filter().set("keep-alive-sent");
    test.settle();
    assertThat(numbers()).containsExactly(3L, 1L);
    events.next();
    assertThat(session.selected().get()).isEqualTo(1);
    assertThat(events.current().get()).as("its row").isEqualTo(1);
    assertThat(events.matches().get()).isEqualTo("1 of 2");
    session.select(4);
    assertThat(events.current().get()).as("it has no row").isEqualTo(-1);
    events.sort(List.of());
    test.settle();
    assertThat(numbers()).containsExactly(1L, 3L);
  }

  private List<Long> numbers() {
    return events.rows().stream().map(EventRow::sequence).toList();
  }

  @Test
  void whatTheSessionBringsLaterIsFoundAndSortedToo() {
    Timeline timeline = session.timeline();
    test.workspace().show(session);
    events.filter().set("kind:note|keep-alive-sent");
    events.sort(List.of(new Sorting(EventColumn.KIND, true)));
    test.settle();
    assertThat(numbers()).containsExactly(5L, 1L, 3L);
    timeline.accept(new Event(6, seconds(6), Lane.LAB, Cause.NONE, new Note("one more")));
    timeline.accept(
        new Event(7, seconds(7), Lane.host("nvme3"), Cause.NONE, new KeepAliveEvent.Sent(9)));
    session.refresh();
    test.settle();
    assertThat(numbers()).containsExactly(5L, 6L, 1L, 3L, 7L);
    assertThat(events.summary().get()).isEqualTo("5 of 7 events match");
  }

  private static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  /** The order is that of a plain sort of all rows by their words. */
  @ParameterizedTest
  @MethodSource("seeds")
  void anyOrderIsThatOfItsWords(int seed) {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(300);
    Timeline timeline = new Timeline();
    for (int i = 1; i <= count; i++) {
      Lane lane = Lane.host("nvme" + random.nextInt(12));
      timeline.accept(new Event(i, i, lane, Cause.NONE, new Note("n" + random.nextInt(30))));
    }
    EventColumn column = SORTED_BY_WORDS.get(random.nextInt(SORTED_BY_WORDS.size()));
    boolean isDescending = random.nextBoolean();
    Comparator<Event> order = Comparator.comparing(column::words);
    List<Integer> expected =
        timeline.events().stream()
            .sorted(isDescending ? order.reversed() : order)
            .map(event -> (int) event.sequence())
            .toList();
    int[] sorted =
        EventOrder.sort(
            IntStream.rangeClosed(1, count).toArray(),
            timeline,
            List.of(new Sorting(column, isDescending)),
            () -> false);
    assertThat(sorted).containsExactly(expected.toArray(Integer[]::new));
  }
}
