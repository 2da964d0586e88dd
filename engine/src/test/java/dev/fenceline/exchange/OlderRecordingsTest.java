package dev.fenceline.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code serve} and {@code relay} recorded of a Linux host with the series, by older rules:
 * what is concluded from it when it is opened is what the host's kernel log says.
 */
@Tag("slow")
class OlderRecordingsTest {
  private static final double WITHIN_SECONDS = 0.1;

  private static Path file(String folder, String name) {
    return Path.of("src/test/resources/series-recordings", folder, name);
  }

  private static Session recording(String folder) throws IOException {
    return Formats.read(file(folder, "r.fenceline.gz"));
  }

  private static List<Recovery> recoveries(Session session) {
    return Recoveries.of(Timeline.of(session.events()));
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  /** What is to be added to times of the log: both know when a controller was connected again. */
  private static double offset(List<Recovery> derived, List<Recovery> logged) {
    return seconds(
        derived.getFirst().reconnectedNanos().orElseThrow()
            - logged.getFirst().reconnectedNanos().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset",
        "ccr-slow13",
        "u6",
        "hold-slow",
        "base-slow",
        "both",
        "u1-v3",
        "relay-base-held"
      })
  void recoveriesAreThoseOfTheKernelLog(String folder) throws IOException {
    List<Recovery> derived = recoveries(recording(folder));
    List<Recovery> logged = recoveries(Formats.read(file(folder, "dmesg.log")));
    assertThat(derived).extracting(Recovery::controller).isEqualTo(names(logged));
    double offset = offset(derived, logged);
    for (int i = 0; i < logged.size(); i++) {
      Recovery ours = derived.get(i);
      Recovery its = logged.get(i);
      assertThat(seconds(ours.detectedNanos()))
          .as("detected")
          .isCloseTo(seconds(its.detectedNanos()) + offset, within(WITHIN_SECONDS));
      assertThat(ours.fences()).as("fences").isEqualTo(its.fences());
      if (its.fences()) {
        assertThat(ours.fencedBy()).as("fenced by").isEqualTo(its.fencedBy());
        assertThat(ours.source()).as("source").isEqualTo(its.source());
        assertThat(seconds(ours.fencedNanos().orElseThrow()))
            .as("fenced")
            .isCloseTo(seconds(its.fencedNanos().orElseThrow()) + offset, within(WITHIN_SECONDS));
      } else {
        assertThat(ours.fencedBy()).as("fenced by").isEqualTo(FencedBy.NONE);
      }
      assertThat(ours.attempts()).as("attempts").isEqualTo(its.attempts());
      assertThat(seconds(ours.reconnectedNanos().orElseThrow()))
          .as("reconnected")
          .isCloseTo(
              seconds(its.reconnectedNanos().orElseThrow()) + offset, within(WITHIN_SECONDS));
    }
  }

  private static List<String> names(List<Recovery> recoveries) {
    return recoveries.stream().map(Recovery::controller).toList();
  }

  /** Of a T that only the end of a hold shows nothing is said where there was no hold. */
  @ParameterizedTest
  @CsvSource({
    "reset, 0",
    "ccr-slow13, 0",
    "u6, 15000",
    "hold-slow, 10000",
    "both, 15000",
    "u1-v3, 15000"
  })
  void timeoutIsThatOfTheHostOrNotSaid(String folder, long millis) throws IOException {
    assertThat(recoveries(recording(folder)))
        .extracting(Recovery::timeoutMillis)
        .containsOnly(millis);
  }

  @ParameterizedTest
  @CsvSource({"ccr-slow13, 4", "u6, 2", "hold-slow, 4", "u1-v3, 4"})
  void writesThatWaitedAreCounted(String folder, int held) throws IOException {
    List<Recovery> all = recoveries(recording(folder));
    assertThat(all).extracting(Recovery::writesHeld).containsExactly(OptionalInt.of(held));
    assertThat(all.getFirst().io()).isInstanceOf(IoOutcome.OverOtherPath.class);
    assertThat(((IoOutcome.OverOtherPath) all.getFirst().io()).nanos())
        .as("not before fencing is over")
        .isGreaterThanOrEqualTo(all.getFirst().fencedNanos().orElseThrow());
  }

  /** It is not known of a reset without requests that anything was held: 0 is a claim too. */
  @Test
  void noPathFailsAfterItsFailureWasDetected() throws IOException {
    assertThat(recoveries(recording("reset")))
        .allSatisfy(recovery ->
            assertThat(recovery.failedNanos().orElseThrow())
                .isLessThanOrEqualTo(recovery.detectedNanos()));
  }

  @Test
  void nothingIsSaidOfWritesWhereNoneWereOut() throws IOException {
    assertThat(recoveries(recording("reset")))
        .extracting(Recovery::writesHeld)
        .containsExactly(OptionalInt.empty());
  }

  @Test
  void requestsThatFoundNoPathWaited() throws IOException {
    List<Recovery> both = recoveries(recording("both"));
    assertThat(both).extracting(Recovery::writesHeld).containsOnly(OptionalInt.of(2));
    assertThat(both.getFirst().io()).isInstanceOf(IoOutcome.Waited.class);
  }

  @Test
  void unansweredWritesOfAHostWithoutFencingGoOutAgain() throws IOException {
    Session session = recording("base-slow");
    assertThat(session.events())
        .filteredOn(event -> event.detail() instanceof IoEvent.FailedOver)
        .as("three writes and a read")
        .hasSize(4);
    assertThat(findings(session))
        .extracting(finding -> finding.text().substring(0, finding.text().indexOf(" lost")))
        .containsExactly("Block 13", "Block 11", "Block 3");
    assertThat(verdict(session)).isEqualTo(Verdict.CORRUPT);
  }

  private static List<Finding> findings(Session session) {
    return session.events().stream()
        .filter(event -> event.detail() instanceof Finding)
        .map(event -> (Finding) event.detail())
        .toList();
  }

  private static Verdict verdict(Session session) {
    return ((RunEvent.Ended) session.events().getLast().detail()).verdict();
  }

  /**
   * The target had kept the first copy with others, which it answered late: after the retry and a
   * newer write.
   */
  @Test
  void relayFindsTheLateWriteOfARealTarget() throws IOException {
    Session session = recording("relay-base-held");
    assertThat(findings(session))
        .singleElement()
        .satisfies(finding -> assertThat(finding.text()).startsWith("Block 12 lost newer data"));
    assertThat(verdict(session)).isEqualTo(Verdict.CORRUPT);
  }

  @Test
  void hostThatDiesRecoversNothing() throws IOException {
    Session session = recording("host-dies");
    assertThat(recoveries(session)).isEmpty();
    assertThat(session.events()).noneMatch(event -> event.detail() instanceof IoEvent);
    assertThat(verdict(session)).isEqualTo(Verdict.UNKNOWN);
  }

  /** Every line of a recovery that is derived is one of the kernel's, at its time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset",
        "ccr-slow13",
        "u6",
        "hold-slow",
        "base-slow",
        "both",
        "u1-v3",
        "relay-base-held"
      })
  void derivedLinesAreLinesOfTheKernel(String folder) throws IOException {
    Session session = recording(folder);
    Session log = Formats.read(file(folder, "dmesg.log"));
    double offset = offset(recoveries(session), recoveries(log));
    List<KernelLine> logged = KernelLogWriter.all(log.events());
    for (KernelLine line : KernelLogWriter.all(session.events())) {
      if (isOfRecovery(line)) {
        assertThat(logged)
            .as(line.stamp() + line.message())
            .anyMatch(its ->
                its.message().equals(line.message())
                    && Math.abs(seconds(its.nanos()) + offset - seconds(line.nanos()))
                        <= WITHIN_SECONDS);
      }
    }
  }

  private static boolean isOfRecovery(KernelLine line) {
    return Stream.of("I/O tag", "starting", "CCR", "Time-based", "no usable path", "keep_alive")
        .anyMatch(line.text()::contains);
  }

  /** The lines of a hold are derived where a hold was seen. */
  @ParameterizedTest
  @CsvSource({"u6, 15000", "hold-slow, 10000", "both, 15000", "u1-v3, 9880"})
  void linesOfAHoldAreDerived(String folder, long millis) throws IOException {
    assertThat(KernelLogWriter.all(recording(folder).events()))
        .extracting(KernelLine::text)
        .contains(
            "CCR failed, switch to time-based recovery, timeout = %dms".formatted(millis),
            "Time-based recovery finished");
  }

  @Test
  void whatWasRecordedStays() throws IOException {
    Session old = SessionReader.read(file("reset", "r.fenceline.gz"));
    Session session = recording("reset");
    assertThat(recorded(session)).isEqualTo(recorded(old));
    assertThat(session.events().get(1).detail())
        .isInstanceOfSatisfying(
            Note.class, note -> assertThat(note.text()).contains("concluded anew"));
  }

  private static List<Object> recorded(Session session) {
    return session.events().stream()
        .filter(event ->
            event.lane().group() == Lane.Group.TARGET || event.detail() instanceof PduEvent)
        .<Object>map(event -> List.of(event.nanos(), event.lane(), event.detail()))
        .toList();
  }

  /** Numbers run from 1, and causes come first. */
  @Test
  void numbersAndCausesFit() throws IOException {
    long sequence = 0;
    for (Event event : recording("both").events()) {
      assertThat(event.sequence()).isEqualTo(++sequence);
      assertThat(event.cause().sequence()).isLessThan(sequence);
    }
  }

  /** What was concluded anew and saved is not concluded once more. */
  @Test
  void savedConclusionsStay(@TempDir Path folder) throws IOException {
    Session session = recording("u6");
    Path saved = folder.resolve("saved.fenceline.gz");
    SessionFile.save(saved, session);
    assertThat(Formats.read(saved).events()).isEqualTo(session.events());
  }

  /** Rules that change twice leave one remark. */
  @Test
  void whatIsConcludedASecondTimeSaysSoOnce(@TempDir Path folder) throws IOException {
    Session once = recording("u6");
    Path older = folder.resolve("older.fenceline.gz");
    SessionFile.save(
        older,
        new Session(
            once.header().concludedBy(0),
            once.events(),
            once.notes(),
            once.view(),
            once.extras(),
            once.others(),
            once.warnings()));
    assertThat(Formats.read(older).events())
        .filteredOn(event -> event.detail() instanceof Note)
        .extracting(event -> ((Note) event.detail()).text())
        .doesNotHaveDuplicates()
        .anyMatch(text -> text.contains("concluded anew"));
  }
}
