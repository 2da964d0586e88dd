package dev.fenceline.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TimelineWithout;
import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.exchange.Formats;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What a card of the library says of a session, and the events without which it does not say so. A
 * sentence that no row knows fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
@Tag("slow")
class CardSentencesTest {
  private static final Path LOGS = Path.of("../engine/src/test/resources/field-cases");
  private static final List<String> RUNS =
      List.of("baseline", "ccr", "hold", "unprotected", "fast-io-fail", "source-dies", "steady");
  private static final String DURATION = "[0-9.]+ (s|ms|us)";

  /** A sentence, as a pattern, and the events that it needs. */
  record Row(String sentence, List<Class<? extends Detail>> events) {
    boolean says(String said) {
      return Pattern.matches(sentence, said);
    }

    @Override
    public String toString() {
      return sentence;
    }
  }

  private static Row row(String sentence, List<Class<? extends Detail>> events) {
    return new Row(sentence, events);
  }

  private static final List<Row> ROWS =
      List.of(
          row("INTACT", List.of(RunEvent.Ended.class)),
          row("CORRUPT", List.of(RunEvent.Ended.class)),
          row("UNKNOWN", List.of()),
          row("stale write at " + DURATION, List.of(Finding.class, CommandEvent.Executed.class)),
          row("corruption found at " + DURATION, List.of(Finding.class)),
          row("\\d+ operations? failed", List.of(IoEvent.Ended.class, IoEvent.Submitted.class)),
          row("fenced in " + DURATION, List.of(FencingEvent.Ended.class)),
          row("held for " + DURATION, List.of(FencingEvent.Ended.class)),
          row("not fenced", List.of(ControllerEvent.ErrorRecovery.class)),
          row("fencing in progress", List.of(ControllerEvent.class)),
          row("not known whether fenced", List.of(ControllerEvent.class)),
          row("reconnected in " + DURATION, List.of(ControllerEvent.class)),
          row("not reconnected", List.of(ControllerEvent.class)),
          row("not reconnected yet", List.of()),
          row("failed before the recording began", List.of(ControllerEvent.ErrorRecovery.class)),
          row("nothing failed", List.of(IoEvent.Submitted.class)),
          row("no recovery seen", List.of()));

  private final List<Timeline> timelines = new ArrayList<>();

  @BeforeAll
  void read() throws IOException {
    for (String id : RUNS) {
      Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
      Timeline run = Lab.run(scenario, scenario.seed());
      timelines.add(run);
      timelines.add(TimelineWithout.of(run, List.of(CommandEvent.Executed.class)));
      timelines.add(TimelineWithout.of(run, List.of(Finding.class)));
      timelines.add(upTo(run, FencingEvent.Started.class));
      timelines.add(upTo(run, RunEvent.Reached.class));
    }
    try (Stream<Path> logs = Files.list(LOGS)) {
      for (Path log : logs.filter(file -> file.toString().endsWith(".log")).sorted().toList()) {
        timelines.add(Timeline.of(Formats.read(log).events()));
      }
    }
    timelines.add(returnNotSeen());
    timelines.sort(Comparator.comparingInt(Timeline::size));
  }

  /** A controller that failed and came back, of which its log does not say when. */
  private static Timeline returnNotSeen() {
    Lane lane = Lane.host("nvme4");
    return Timeline.of(
        List.of(
            new Event(
                1,
                0,
                lane,
                Cause.NONE,
                new ControllerEvent.StateChanged(
                    ControllerState.LIVE, ControllerState.RESETTING, "connection lost")),
            new Event(2, 1_000_000, lane, Cause.of(1), new LogEvent.ReconnectNotSeen())));
  }

  /** The beginning of a timeline, until the first event of a type. */
  private static Timeline upTo(Timeline all, Class<? extends Detail> last) {
    int size = 0;
    while (size < all.size() && !last.isInstance(all.detail(size))) {
      size++;
    }
    return Timeline.of(all.events().subList(0, Math.min(size + 1, all.size())));
  }

  private static List<String> said(Timeline timeline) {
    Card card = new Card("a session", "", "", timeline, () -> {});
    card.show(Summary.of(timeline), Highlight.of(timeline));
    List<String> said = new ArrayList<>(List.of(card.detail().get().split(", ")));
    said.add(card.pill().get().words());
    return said;
  }

  private static Optional<Row> find(String said) {
    return ROWS.stream().filter(row -> row.says(said)).findFirst();
  }

  @Test
  void everySentenceIsListed() {
    Set<String> unknown = new TreeSet<>();
    for (Timeline timeline : timelines) {
      said(timeline).stream().filter(said -> find(said).isEmpty()).forEach(unknown::add);
    }
    assertThat(unknown).isEmpty();
  }

  private Optional<Timeline> witness(Row row) {
    return timelines.stream().filter(each -> said(each).stream().anyMatch(row::says)).findFirst();
  }

  @Test
  void everyRowIsSaid() {
    assertThat(ROWS).filteredOn(row -> witness(row).isEmpty()).isEmpty();
  }

  @Test
  void withoutItsEventsItIsNotSaid() {
    for (Row row : ROWS) {
      Timeline witness = witness(row).orElseThrow();
      for (Class<? extends Detail> type : row.events()) {
        Timeline without = TimelineWithout.of(witness, List.of(type));
        assertThat(said(without)).as("without %s", type).noneMatch(row::says);
      }
    }
  }
}
