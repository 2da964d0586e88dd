package dev.fenceline.timeline.span;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Story;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Journeys of a timeline that grows are those of the whole timeline, wherever it was cut. */
@Tag("slow")
class GrowingJourneysTest {
  private static final int EVENTS_OF_A_STORY = 120;
  private static final int CUTS = 60;
  private static final int EVENTS_BETWEEN = 150;
  private static final long SEED = 7;

  /** Everything that journeys say, by sequence numbers. */
  private record Said(
      List<List<?>> copies, List<List<?>> operations, List<@Nullable Long> copyOfEvent) {
    static Said of(Timeline timeline) {
      return of(Journeys.of(timeline), timeline.size());
    }

    static Said of(Journeys journeys, int size) {
      List<List<?>> operations = new ArrayList<>();
      for (Journey journey : journeys.all()) {
        List<List<?>> copies = journey.copies().stream().<List<?>>map(Said::of).toList();
        operations.add(List.of(journey.operation(), numbers(journey.events()), copies));
      }
      List<@Nullable Long> copyOfEvent = new ArrayList<>();
      for (int sequence = 1; sequence <= size; sequence++) {
        Copy copy = journeys.copyOf(sequence);
        copyOfEvent.add(copy == null ? null : copy.firstSequence());
      }
      List<List<?>> copies = journeys.copies().stream().<List<?>>map(Said::of).toList();
      return new Said(copies, operations, copyOfEvent);
    }

    private static List<?> of(Copy copy) {
      return Arrays.asList(
          copy.host(),
          copy.target(),
          copy.operation(),
          copy.number(),
          copy.qid(),
          copy.opcode(),
          numbers(copy.steps()));
    }

    private static List<Long> numbers(List<Event> events) {
      return events.stream().map(Event::sequence).toList();
    }
  }

  private static List<Event> recorded(String session) throws IOException {
    return SessionReader.read(Path.of("../sessions", session + ".fenceline")).events();
  }

  /** Returns the timeline of events after journeys were asked for at some sizes. */
  private static Timeline grown(List<Event> events, List<Integer> cuts) {
    Timeline timeline = new Timeline();
    for (Event event : events) {
      if (cuts.contains(timeline.size())) {
        Journeys.of(timeline);
      }
      timeline.accept(event);
    }
    return timeline;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ccr", "linux-black-hole", "linux-relay"})
  void aRecordingCutAnywhereInItsBringUpIsJoinedLikeTheWhole(String session) throws IOException {
    List<Event> events = recorded(session);
    Said whole = Said.of(Timeline.of(events));

    for (int cut = 1; cut < Math.min(CUTS, events.size()); cut++) {
      assertThat(Said.of(grown(events, List.of(cut)))).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ccr", "hold"})
  void aRecordingAskedAfterEveryEventIsJoinedLikeTheWhole(String session) throws IOException {
    List<Event> events = recorded(session);
    List<Integer> all = IntStream.range(0, events.size()).boxed().toList();

    assertThat(Said.of(grown(events, all))).isEqualTo(Said.of(Timeline.of(events)));
  }

  static List<Long> seeds() {
    return new Random(SEED).longs(CUTS).boxed().toList();
  }

  /** Events in an order that no program records: names, identities and identifiers are reused. */
  private static List<Event> anyEvents(Random random) {
    Story story = new Story();
    for (int i = 0; i < EVENTS_OF_A_STORY; i++) {
      Lane host = random.nextBoolean() ? Story.NVME3 : Story.NVME4;
      int instance = random.nextInt(4);
      Lane target = Lane.target(1 + instance, 1);
      InstanceId id = new InstanceId(1 + instance, 1, 10L + instance);
      int cid = random.nextInt(2);
      long operation = 1L + random.nextInt(6);
      Lane path = random.nextBoolean() ? Story.PATH_B : Lane.path("A");
      switch (random.nextInt(12)) {
        case 0 -> story.tell(target, new InstanceEvent.Ready(id, 5000, 5000, 4, false));
        case 1 -> story.tell(host, any(random, path, id));
        case 2, 3 -> story.copy(host, cid, 1, random.nextInt(3) == 0 ? 0 : operation, 1);
        case 4, 5, 6 -> story.received(target, cid, 1);
        case 7 -> story.landed(target, cid, 1);
        case 8 -> story.tell(host, new CommandEvent.Completed(1, cid, 0, 0));
        case 9 -> story.tell(Lane.WORKLOAD, new IoEvent.Held(operation, 1, 1, cid));
        default ->
            story.tell(
                path,
                new PduEvent.Passed(
                    1, Direction.TO_TARGET, Point.ENTERED, 4, 1, 2, cid, 1, -1, 4096, null));
      }
    }
    return story.timeline().events();
  }

  private static Detail any(Random random, Lane path, InstanceId id) {
    return switch (random.nextInt(6)) {
      case 0 -> new ControllerEvent.Created(path.name(), "10.0.0.1:4420");
      case 1 ->
          new ControllerEvent.StateChanged(
              ControllerState.RESETTING, ControllerState.CONNECTING, "");
      case 2 -> new ReconnectEvent.Attempted(1, 60);
      default -> new ControllerEvent.Identified(id, 5000, 5000, 4, false);
    };
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void eventsInAnyOrderAreJoinedLikeTheWhole(long seed) {
    Random random = new Random(seed);
    List<Event> events = anyEvents(random);
    Said whole = Said.of(Timeline.of(events));

    for (int tries = 0; tries < 10; tries++) {
      List<Integer> cuts = new ArrayList<>();
      for (int i = 0; i <= tries; i++) {
        cuts.add(random.nextInt(events.size()));
      }
      assertThat(Said.of(grown(events, cuts))).as("cut at %s", cuts).isEqualTo(whole);
    }
  }

  @Test
  void journeysThatWereReturnedDoNotChangeAsTheTimelineGrows() throws IOException {
    List<Event> events = recorded("ccr");
    Timeline timeline = new Timeline();
    List<Journeys> returned = new ArrayList<>();
    List<Said> said = new ArrayList<>();
    for (Event event : events) {
      timeline.accept(event);
      if (event.sequence() % EVENTS_BETWEEN == 0) {
        returned.add(Journeys.of(timeline));
        said.add(Said.of(timeline));
      }
    }

    for (int i = 0; i < returned.size(); i++) {
      assertThat(Said.of(returned.get(i), EVENTS_BETWEEN * (i + 1))).isEqualTo(said.get(i));
    }
  }

  @Test
  void eventsAreTakenInWithoutLossWhileAnotherThreadReadsJourneys() throws Exception {
    List<Event> events = recorded("hold");
    Timeline timeline = new Timeline();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> appended = threads.submit(() -> events.forEach(timeline));
      int read = 0;
      while (!appended.isDone()) {
        List<Copy> copies = Journeys.of(timeline).copies();
        assertThat(copies).allSatisfy(copy -> assertThat(copy.steps()).isNotEmpty());
        read = copies.size();
      }
      appended.get();
      assertThat(read).isLessThanOrEqualTo(Journeys.of(timeline).copies().size());
    }

    assertThat(timeline.dropped()).isZero();
    assertThat(Said.of(timeline)).isEqualTo(Said.of(Timeline.of(events)));
  }

  @Test
  void commandsSentBeforeTheirInstanceIsKnownAreNotJoinedAgainWithAllOthers() {
    Story story = new Story().bothLive();
    story.at(1).wholeWrite(5, 3, 1, Story.NVME4, Story.SECOND, 9);
    InstanceId newId = new InstanceId(2, 2, 33);
    Lane second2 = Lane.target(2, 2);
    story.become(Story.NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    story.copy(Story.NVME4, 3, 8, 10, 1);
    story.received(second2, 3, 8);
    Journeys before = Journeys.of(story.timeline());
    story.tell(second2, new InstanceEvent.Ready(newId, 5000, 5000, 4, false));
    story.tell(Story.NVME4, new ControllerEvent.Identified(newId, 5000, 5000, 4, false));

    Journeys after = Journeys.of(story.timeline());

    assertThat(before.copies()).hasSize(3);
    assertThat(after.copies()).hasSize(2);
    assertThat(after.copies().getLast().target()).isEqualTo(second2);
    assertThat(requireNonNull(after.operation(10)).copies())
        .containsExactly(after.copies().getLast());
    assertThat(after.operation(5)).isSameAs(before.operation(5));
  }
}
