package dev.fenceline.exchange.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.Note;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.exchange.kernellog.KernelLogReader;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.Alignment;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log that the kernel of a run would have printed is laid over that run. */
@Timeout(120)
@Tag("slow")
class OverlayTest {
  private static final Map<String, Session> RUNS = new HashMap<>();
  private static final long MICRO = 1_000;

  /** The host had been up for so long when the run began. */
  private static final long UP_NANOS = 86_400_123_456_000L;

  private static Session run(String id) {
    return RUNS.computeIfAbsent(
        id,
        _ -> {
          Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
          Lab lab = new Lab(scenario, scenario.seed(), ClockKind.VIRTUAL);
          lab.run();
          return Session.of(lab.header(), lab.timeline().events());
        });
  }

  @Test
  void dataIsCorruptIfOneOfTheTwoLostIt() {
    Session both = Overlay.of(run("ccr"), run("baseline"));
    Summary summary = Summary.of(Timeline.of(both.events()));
    assertThat(summary.verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(summary.corruptions()).isPositive();
    Session intact = Overlay.of(run("ccr"), run("hold"));
    assertThat(Summary.of(Timeline.of(intact.events())).verdict()).isEqualTo(Verdict.INTACT);
  }

  /** Its log on another clock, with lines of others between. */
  private static String log(Session run) {
    StringBuilder text = new StringBuilder();
    KernelLogWriter.lines(run.events())
        .forEach(line -> {
          double seconds = (line.nanos() / MICRO * MICRO + UP_NANOS) / 1e9;
          String stamp = String.format(Locale.ROOT, "[%12.6f] ", seconds);
          text.append(stamp).append("usb 1-1: new high-speed USB device\n");
          text.append(stamp).append(line.message()).append('\n');
        });
    return text.toString();
  }

  private static Session read(String log) {
    return KernelLogReader.read(log, "host.log").orElseThrow();
  }

  /** How far the clock of a session that was read lies behind that of the run. */
  private static long offset(Session read) {
    return originNanos(read) - UP_NANOS;
  }

  private static long originNanos(Session read) {
    return ((LogEvent.Opened) read.events().getFirst().detail()).originNanos();
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "ccr", "hold", "unprotected"})
  void theOffsetIsFoundToTheMicrosecond(String id) {
    Session run = run(id);
    Session read = read(log(run));

    Alignment found = Alignment.of(run.events(), read.events());

    assertThat(found.isFound()).isTrue();
    assertThat(found.offsetNanos()).isCloseTo(offset(read), within(MICRO));
    assertThat(found.matched()).isGreaterThan(found.comparable() / 2);
    assertThat(found.moments()).isGreaterThan(1);
    assertThat(found.withinNanos()).isLessThan(20_000_000L);
  }

  @Test
  void missingLinesDoNotMoveIt() {
    Session run = run("ccr");
    String log = log(run);
    for (int missing = 0; missing < 3; missing++) {
      int rest = missing;
      List<String> about = log.lines().filter(KernelLogReader::isAboutNvme).toList();
      String thinned =
          about.stream()
              .filter(line -> about.indexOf(line) % 3 != rest)
              .collect(Collectors.joining("\n", "", "\n"));
      Session read = read(thinned);
      assertThat(Alignment.of(run.events(), read.events()).offsetNanos())
          .isCloseTo(offset(read), within(MICRO));
    }
  }

  @Test
  void whatHasNothingInCommonIsSaidNotToMatch() {
    Session run = run("ccr");
    List<Event> other = List.of(new Event(1, 0, Lane.LAB, Cause.NONE, new Note("nothing")));

    Alignment found = Alignment.of(run.events(), other);

    assertThat(found.isFound()).isFalse();
    assertThat(found.words("b")).startsWith("Nothing of b matches");
  }

  @Test
  void bothHaveTheirRecoveriesAtTheSameTimesOnLanesOfTheirOwn() {
    Session both = Overlay.of(run("ccr"), read(log(run("ccr"))));
    List<Recovery> recoveries = Recoveries.of(Timeline.of(both.events()));

    assertThat(recoveries).extracting(Recovery::controller).contains("nvme4", "log: nvme4");
    Recovery own = recoveries.get(0);
    Recovery logged = recoveries.get(1);
    assertThat(logged.detectedNanos()).isCloseTo(own.detectedNanos(), within(MICRO));
    assertThat(logged.fencedNanos().getAsLong())
        .isCloseTo(own.fencedNanos().getAsLong(), within(MICRO));
    assertThat(List.of(own.source(), logged.source()))
        .containsExactlyInAnyOrder("nvme3", "log: nvme3");
    assertThat(Overlay.alignment(both.events()).offsetNanos()).isCloseTo(0, within(MICRO));
  }

  @Test
  void theKernelLogHasTheLinesOfBoth() {
    Session read = read(log(run("ccr")));
    Session both = Overlay.of(run("ccr"), read);

    assertThat(KernelLogWriter.lines(both.events()))
        .hasSize(
            KernelLogWriter.lines(run("ccr").events()).size()
                + KernelLogWriter.lines(read.events()).size());
    String log = KernelLogWriter.toText(KernelLogWriter.lines(both.events()));
    assertThat(log).contains("[   12.510390] nvme nvme4: starting controller fencing");
    assertThat(log).contains("[86412.633846] nvme nvme4: starting controller fencing");
  }

  @Test
  void twoRunsOfTheSameSeedKeepTheirOperationsApart() {
    Session ccr = run("ccr");
    Session both = Overlay.of(ccr, run("hold"));
    Timeline timeline = Timeline.of(both.events());

    assertThat(Recoveries.of(timeline))
        .extracting(Recovery::controller, recovery -> recovery.fencedBy().word())
        .containsExactlyInAnyOrder(tuple("nvme4", "ccr"), tuple("B: nvme4", "hold"));
    assertThat(new SessionPicture(timeline, "both").svg(1240, Palette.DARK, true))
        .contains("B: nvme4")
        .contains("B: controller 2");
  }

  @Test
  void savedAndReadAgainItIsTheSame() throws IOException {
    Session both = Overlay.of(run("ccr"), read(log(run("ccr"))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SessionFile.write(both, bytes);

    assertThat(SessionReader.read(new ByteArrayInputStream(bytes.toByteArray())).events())
        .isEqualTo(both.events());
  }

  @Test
  void movedThereAndBackItIsTheSame() {
    Session both = Overlay.of(run("ccr"), read(log(run("ccr"))));
    long second = 1_500_000_000L;

    Session moved = Overlay.moved(Overlay.moved(both, -2 * second), second);

    assertThat(overlayNote(both)).endsWith(".").doesNotContain("by hand");
    assertThat(overlayNote(moved)).isEqualTo(overlayNote(both) + " Moved by hand by -1.5 s.");
    assertThat(Overlay.alignment(moved.events()).offsetNanos()).isCloseTo(second, within(MICRO));
    assertThat(Overlay.moved(moved, second).events()).isEqualTo(both.events());
  }

  private static String overlayNote(Session both) {
    return both.events().stream()
        .filter(event -> !event.lane().mark().isEmpty())
        .map(event -> ((Note) event.detail()).text())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aThirdIsRefused() {
    Session both = Overlay.of(run("ccr"), run("hold"));
    assertThatThrownBy(() -> Overlay.of(both, run("ccr")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("third");
  }
}
