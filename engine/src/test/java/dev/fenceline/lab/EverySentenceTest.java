package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.PathState;
import dev.fenceline.event.value.Rule;
import dev.fenceline.exchange.Formats;
import dev.fenceline.exchange.kernellog.KernelLogReader;
import dev.fenceline.exchange.kernellog.KernelSentences;
import dev.fenceline.exchange.table.MarkdownSentences;
import dev.fenceline.report.ReportSentences;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.SentenceTable;
import dev.fenceline.timeline.SentenceTable.Row;
import dev.fenceline.timeline.Sentences;
import dev.fenceline.timeline.Story;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.FindingSentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Every sentence that is said of what ships and of what is hard to tell is listed in {@code
 * sentences.txt}, with the events that must be there for it: they are, and without them it is not
 * said. That is what the timeline says itself, its Markdown, its derived kernel log, what the
 * checks find in it, and the row of a report.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
@Tag("slow")
class EverySentenceTest {
  private static final List<String> FOLDERS =
      List.of(
          "src/test/resources/hard-scenarios",
          "src/test/resources/series-recordings",
          "src/test/resources/field-cases",
          "../sessions");
  private static final Set<String> OTHER = Set.of("md", "out", "steps", "txt", "conf");

  /** Longer than this, and a scenario says nothing that a shorter one does not. */
  private static final int EVENTS_MAX = 90_000;

  /** Who says the sentences of an area. */
  private static final Map<String, Function<Timeline, Set<String>>> TELLERS =
      Map.of(
          "", Sentences::of,
          "markdown", MarkdownSentences::of,
          "kernel", KernelSentences::of,
          "finding", FindingSentences::of,
          "report", ReportSentences::of);

  private final SentenceTable table = SentenceTable.read(EverySentenceTest.class, "/sentences.txt");

  /** Where something can be read or run again. */
  private interface Source {
    Timeline get() throws IOException;
  }

  /** What was said of a source. */
  private record Told(String name, Source source, int events, Set<String> sentences) {}

  private final List<Told> told = new ArrayList<>();
  private final Map<String, Set<String>> kinds = new HashMap<>();

  private static Map<String, Source> sources() throws IOException {
    Map<String, Source> sources = new LinkedHashMap<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String name = file.getFileName().toString();
          String ending = name.substring(name.lastIndexOf('.') + 1);
          if (ending.equals("json")) {
            sources.put(file.toString(), () -> run(ScenarioReader.read(file)));
          } else if (!OTHER.contains(ending)) {
            sources.put(file.toString(), () -> Timeline.of(Formats.read(file).events()));
          }
        }
      }
    }
    for (Scenario scenario : ScenarioLibrary.all()) {
      sources.put(scenario.id(), () -> run(scenario));
    }
    sources.put("a story", EverySentenceTest::story);
    sources.put("a silent host", EverySentenceTest::silentHost);
    sources.put("an unlucky host", EverySentenceTest::unluckyHost);
    sources.put("a host seen from the target", EverySentenceTest::hostSeenFromTheTarget);
    sources.put("a log that misses lines", EverySentenceTest::logThatMissesLines);
    sources.put("a host that closes its paths", () -> hostThatClosesItsPaths(true));
    sources.put("a host that closes its paths for good", () -> hostThatClosesItsPaths(false));
    return sources;
  }

  /** What none of the others has: a refused Keep Alive, a shutdown, and more than is listed. */
  private static Timeline story() {
    Story story = new Story().bothLive();
    story.at(1).tell(Story.NVME3, new KeepAliveEvent.Sent(7));
    story.at(2).tell(Story.NVME3, new KeepAliveEvent.Failed(7, 0x21));
    story.tell(Story.NVME3, new ControllerEvent.Stopped(true));
    story.at(5).become(Story.NVME4, ControllerState.LIVE, ControllerState.FENCING);
    story.tell(Story.NVME4, new ControllerEvent.ErrorRecovery("connection lost", true));
    story.tell(Story.NVME4, new FencingEvent.Ended(FencedBy.NONE, ""));
    story.become(Story.NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    for (int i = 1; i <= 5; i++) {
      story.tell(Story.NVME4, new ReconnectEvent.Failed(i, 60, "reason " + i));
      story.tell(
          Lane.LAB,
          new Finding(
              Finding.Severity.BREACH, Rule.Invariant.H1, "breach " + i, List.of(), List.of()));
    }
    story.tell(Lane.MULTIPATH, new LogEvent.IoFailed("nvme0n1", "I/O error"));
    story.tell(Lane.MULTIPATH, new LogEvent.FailFastExpired());
    story.tell(Lane.MULTIPATH, new LogEvent.FileSystemStopped("XFS", "nvme0n1p1", "shutting down"));
    return story.timeline();
  }

  /** A host that fell silent, so that its target cannot know when it detected the failure. */
  private static Timeline silentHost() {
    Story story = new Story().bothLive();
    story.at(6.2).path(Story.PATH_B, PathState.UP, PathState.STALLED);
    story
        .at(12)
        .tell(
            Story.NVME4,
            new ControllerEvent.ErrorRecovery(
                "connection lost", false, true, false, ControllerEvent.ErrorRecovery.NOT_SEEN));
    story.become(Story.NVME4, ControllerState.LIVE, ControllerState.FENCING);
    story.at(12.5).tell(Story.NVME4, new FencingEvent.Ended(FencedBy.CCR, "nvme3"));
    story.become(Story.NVME4, ControllerState.FENCING, ControllerState.FENCED);
    return story.timeline();
  }

  /** A host that is seen to connect again, but not when it stopped to fence, or whether it did. */
  private static Timeline hostSeenFromTheTarget() {
    Story story = new Story().bothLive();
    story.at(2).tell(Story.NVME4, closed());
    story.tell(Story.NVME4, new ControllerEvent.ErrorRecovery("lost", false, true, false));
    story.become(Story.NVME4, ControllerState.LIVE, ControllerState.RESETTING);
    story.become(Story.NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    story.at(3).tell(Story.NVME4, new FencingEvent.RuledOut());
    story.tell(Story.NVME4, new ReconnectEvent.Attempted(1, -1));
    story.tell(Story.NVME4, new ReconnectEvent.Succeeded(1, -1));
    story.become(Story.NVME4, ControllerState.CONNECTING, ControllerState.LIVE);
    double at = 4;
    for (FencedBy by : List.of(FencedBy.HOLD, FencedBy.NOT_KNOWN)) {
      story.at(at).tell(Story.NVME4, closed());
      story.tell(Story.NVME4, new ControllerEvent.ErrorRecovery("lost", true));
      story.become(Story.NVME4, ControllerState.LIVE, ControllerState.FENCING);
      story.tell(Story.NVME4, new IoEvent.Held(0, 1, 1, 7));
      story.at(at + 2).tell(Story.NVME4, new FencingEvent.Ended(by, "", true));
      story.become(Story.NVME4, ControllerState.FENCING, ControllerState.RESETTING);
      story.become(Story.NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
      story.at(at + 3).tell(Story.NVME4, new ReconnectEvent.Attempted(1, -1));
      story.tell(Story.NVME4, new ReconnectEvent.Succeeded(1, -1));
      story.become(Story.NVME4, ControllerState.CONNECTING, ControllerState.LIVE);
      at += 4;
    }
    return story.timeline();
  }

  private static Timeline logThatMissesLines() {
    String log =
        """
        [   10.000000] nvme nvme0: starting error recovery
        [   31.000000] nvme nvme0: Failed reconnect attempt 3/60
        """;
    return Timeline.of(KernelLogReader.read(log, "log").orElseThrow().events());
  }

  /** A host that may have ended and been started again, with one path broken before or none. */
  private static Timeline hostThatClosesItsPaths(boolean isOneBroken) {
    Story story = new Story().bothLive();
    if (isOneBroken) {
      story.at(2).tell(Story.NVME4, closed());
      story.tell(Story.NVME4, new ControllerEvent.ErrorRecovery("lost", false, true, false));
      story.become(Story.NVME4, ControllerState.LIVE, ControllerState.RESETTING);
      story.become(Story.NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
      closesAndReturns(story, 3);
      story.at(4.5).tell(Story.NVME4, new ReconnectEvent.Attempted(1, -1));
      story.at(5).tell(Story.NVME4, new ReconnectEvent.Succeeded(1, -1));
      story.become(Story.NVME4, ControllerState.CONNECTING, ControllerState.LIVE);
      story.become(Story.NVME3, ControllerState.CONNECTING, ControllerState.LIVE);
      closesAndReturns(story, 7);
    } else {
      closesAndReturns(story, 3);
      story.become(Story.NVME3, ControllerState.CONNECTING, ControllerState.LIVE);
      story.at(9).tell(Story.NVME3, closedByHost());
    }
    return story.timeline();
  }

  private static void closesAndReturns(Story story, double at) {
    story.at(at).tell(Story.NVME3, closedByHost());
    String reason = ControllerEvent.StateChanged.CLOSED;
    ControllerState deleting = ControllerState.DELETING;
    story.at(at + 1);
    story.tell(
        Story.NVME3, new ControllerEvent.StateChanged(ControllerState.LIVE, deleting, reason));
    story.tell(
        Story.NVME3, new ControllerEvent.StateChanged(deleting, ControllerState.DEAD, reason));
    story.tell(Story.NVME3, new ControllerEvent.Returned((long) (at * 1e9)));
    story.become(Story.NVME3, ControllerState.NEW, ControllerState.CONNECTING);
  }

  private static ConnectionEvent.QueueClosed closedByHost() {
    return new ConnectionEvent.QueueClosed(0, ConnectionEvent.QueueClosed.BY_HOST);
  }

  private static ConnectionEvent.QueueClosed closed() {
    return new ConnectionEvent.QueueClosed(1, ConnectionEvent.QueueClosed.LOST);
  }

  /** What a kernel prints seldom, a recovery that does not end, and more than a page holds. */
  private static Timeline unluckyHost() {
    Story story = new Story().bothLive();
    story.tell(Lane.LAB, new RunEvent.Started("baseline", 1, "virtual"));
    for (ControllerEvent.NotStopped.Why why : ControllerEvent.NotStopped.Why.values()) {
      story.tell(Story.NVME3, new ControllerEvent.NotStopped(false, why, 1));
    }
    story.tell(
        Story.NVME3,
        new ControllerEvent.ResetBegun(ControllerEvent.ResetBegun.INTERNAL_ERROR, false));
    story.tell(
        Story.NVME3,
        new ControllerEvent.ConnectFailed(
            ControllerEvent.ConnectFailed.ADMIN_CONNECTION,
            0,
            ControllerEvent.ConnectFailed.NO_CONNECTION + "refused"));
    story.at(6).become(Story.NVME4, ControllerState.LIVE, ControllerState.FENCING);
    story.tell(Story.NVME4, new ControllerEvent.ErrorRecovery("connection lost", true));
    story.tell(Story.NVME4, new FencingEvent.CcrAttempted(Story.SECOND_ID, 15_000));
    story.tell(Story.NVME4, new FencingEvent.HoldSkipped(FencingEvent.HoldSkipped.NO_HOLD, true));
    story.tell(Story.NVME4, new IoEvent.Held(9, 1, 1, 3));
    story.tell(Story.NVME4, new ReconnectEvent.Attempted(1, 60));
    for (int i = 1; i <= 250; i++) {
      story.tell(Story.NVME4, new ReconnectEvent.Scheduled(10_000, 1, 60));
      story.tell(
          Lane.LAB,
          new Finding(
              Finding.Severity.INFO, Rule.Invariant.H1, "breach " + i, List.of(), List.of()));
    }
    story.at(7).become(Story.NVME3, ControllerState.LIVE, ControllerState.FENCING);
    story.tell(Story.NVME3, new ControllerEvent.ErrorRecovery("connection lost", true));
    return story.timeline();
  }

  private static Set<String> said(Timeline timeline, Set<String> areas) {
    Set<String> said = new LinkedHashSet<>();
    for (String area : areas) {
      said.addAll(TELLERS.getOrDefault(area, _ -> Set.of()).apply(timeline));
    }
    return said;
  }

  private static Timeline run(Scenario scenario) {
    return Lab.run(scenario, scenario.seed());
  }

  @BeforeAll
  void tellAll() throws IOException {
    for (Map.Entry<String, Source> each : sources().entrySet()) {
      Timeline timeline = each.getValue().get();
      if (timeline.size() <= EVENTS_MAX) {
        Set<String> said = said(timeline, TELLERS.keySet());
        told.add(new Told(each.getKey(), each.getValue(), timeline.size(), said));
        kinds.put(each.getKey(), SentenceTable.kinds(timeline));
      }
    }
  }

  @Test
  void everySentenceThatIsSaidIsListed() {
    Set<String> unknown = new TreeSet<>();
    for (Told each : told) {
      for (String said : each.sentences()) {
        if (table.find(said).isEmpty()) {
          unknown.add(said + "   (" + each.name() + ")");
        }
      }
    }

    assertThat(unknown).as("sentences that no row of sentences.txt knows").isEmpty();
  }

  @Test
  void theEventsOfASentenceAreThereWhereItIsSaid() {
    Set<String> missing = new TreeSet<>();
    for (Told each : told) {
      Set<String> there = kinds.getOrDefault(each.name(), Set.of());
      for (String said : each.sentences()) {
        table.find(said).map(Row::needs).orElse(List.of()).stream()
            .filter(any -> any.stream().noneMatch(there::contains))
            .forEach(any -> missing.add(said + " without " + any + "   (" + each.name() + ")"));
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void everyRowIsSaidSomewhere() {
    Set<Row> said = new LinkedHashSet<>();
    told.forEach(each -> each.sentences().forEach(text -> table.find(text).ifPresent(said::add)));

    assertThat(table.rows()).filteredOn(row -> !said.contains(row)).isEmpty();
  }

  /** In the shortest timeline that has it, so that it takes no long time. */
  @Test
  void withoutItsEventsASentenceIsNotSaid() throws IOException {
    Map<Told, Set<Row>> witnesses = new LinkedHashMap<>();
    Set<Row> seen = new LinkedHashSet<>();
    told.stream()
        .sorted(Comparator.comparingInt(Told::events))
        .forEach(each -> {
          for (String text : each.sentences()) {
            table
                .find(text)
                .filter(seen::add)
                .ifPresent(
                    row -> witnesses.computeIfAbsent(each, _ -> new LinkedHashSet<>()).add(row));
          }
        });

    Set<String> saidAllTheSame = new TreeSet<>();
    for (Map.Entry<Told, Set<Row>> each : witnesses.entrySet()) {
      Timeline timeline = each.getKey().source().get();
      Map<Set<String>, Set<Row>> by = new LinkedHashMap<>();
      for (Row row : each.getValue()) {
        row.needs().forEach(need -> by.computeIfAbsent(need, _ -> new LinkedHashSet<>()).add(row));
      }
      for (Map.Entry<Set<String>, Set<Row>> need : by.entrySet()) {
        Set<String> areas = new HashSet<>();
        need.getValue().forEach(row -> areas.add(SentenceTable.area(row.sentence())));
        Set<String> left = said(SentenceTable.without(timeline, need.getKey()), areas);
        for (String said : left) {
          table
              .find(said)
              .filter(need.getValue()::contains)
              .ifPresent(_ ->
                  saidAllTheSame.add(
                      said + " without " + need.getKey() + "   (" + each.getKey().name() + ")"));
        }
      }
    }

    assertThat(saidAllTheSame).isEmpty();
  }
}
