package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimelineTest {
  private static Event event(long sequence, Lane lane) {
    return new Event(
        sequence, sequence * 10, lane, Cause.of(sequence / 2), new Note("note " + sequence));
  }

  @Test
  void givesBackEveryEventAsItCame() {
    Timeline timeline = new Timeline();
    List<Event> events = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      events.add(event(i, Lane.host("nvme" + i % 5)));
    }
    events.forEach(timeline);

    assertThat(timeline.events()).isEqualTo(events);
    assertThat(timeline.find(20_000)).isEqualTo(events.getLast());
    assertThat(timeline.find(20_001)).isNull();
  }

  @Test
  void tellsTheKindOfEachEvent() {
    Timeline timeline = new Timeline();
    timeline.accept(event(1, Lane.LAB));
    timeline.accept(
        new Event(2, 20, Lane.LAB, Cause.NONE, new RunEvent.Reached(RunEvent.Stage.READY)));
    timeline.accept(event(3, Lane.LAB));

    assertThat(timeline.kind(0)).isEqualTo(Note.class);
    assertThat(timeline.kind(1)).isEqualTo(RunEvent.Reached.class);
    assertThat(timeline.kind(2)).isEqualTo(Note.class);
    assertThatThrownBy(() -> timeline.kind(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void listsItsLanesFromTopToBottom() {
    Timeline timeline = new Timeline();
    timeline.accept(event(1, Lane.target(1, 1)));
    timeline.accept(event(2, Lane.host("nvme4")));
    timeline.accept(event(3, Lane.path("A")));
    timeline.accept(event(4, Lane.host("nvme3")));

    assertThat(timeline.lanes())
        .containsExactly(Lane.host("nvme4"), Lane.host("nvme3"), Lane.path("A"), Lane.target(1, 1));
  }

  @Test
  void refusesAnEventOutOfOrder() {
    Timeline timeline = new Timeline();
    timeline.accept(event(1, Lane.LAB));

    assertThatThrownBy(() -> timeline.accept(event(3, Lane.LAB)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got event 3, expected event 2");
    assertThatThrownBy(
            () -> timeline.accept(new Event(2, 9, Lane.LAB, Cause.NONE, new Note("early"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is earlier than the event before it");
  }

  @Test
  void countsWhatDoesNotFit() {
    Timeline timeline = new Timeline(3);
    for (int i = 1; i <= 5; i++) {
      timeline.accept(event(i, Lane.LAB));
    }

    assertThat(timeline.size()).isEqualTo(3);
    assertThat(timeline.dropped()).isEqualTo(2);
  }

  @Test
  void readersSeeWholeEventsWhileTheWriterAppends() throws Exception {
    int count = 300_000;
    Timeline timeline = new Timeline();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Callable<Integer> reader = () -> readUntil(timeline, count);
      List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
      threads.submit(() -> {
        for (int i = 1; i <= count; i++) {
          timeline.accept(event(i, Lane.host("nvme" + i % 40)));
        }
      });
      for (Future<Integer> each : readers) {
        assertThat(each.get(50, TimeUnit.SECONDS)).isEqualTo(count);
      }
    }
  }

  /** Checks every event as soon as it can be seen, and one far back. */
  private static int readUntil(Timeline timeline, int count) {
    int seen = 0;
    while (seen < count) {
      int size = timeline.size();
      for (; seen < size; seen++) {
        check(timeline, seen);
        check(timeline, seen / 2);
      }
      Thread.onSpinWait();
    }
    return seen;
  }

  private static void check(Timeline timeline, int index) {
    Event expected = event(index + 1L, Lane.host("nvme" + (index + 1) % 40));
    if (!expected.equals(timeline.event(index))) {
      throw new AssertionError("event " + index + " is " + timeline.event(index));
    }
  }
}
