package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.LogEvent;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run's kernel would have printed is read back as the same story. */
@Timeout(120)
@Tag("slow")
class KernelLogRoundTripTest {
  private static final long NANOS_PER_MICRO = 1_000;

  /** What a log can say of a recovery. */
  private record Told(
      String controller,
      String trigger,
      long detectedMicros,
      long fencedMicros,
      String fencedBy,
      String source,
      long timeoutMillis,
      int attempts,
      String outcome,
      long reconnectedMicros) {
    static Told of(Recovery recovery) {
      return new Told(
          recovery.controller(),
          recovery.trigger(),
          recovery.detectedNanos() / NANOS_PER_MICRO,
          micros(recovery.fencedNanos()),
          fencedBy(recovery),
          recovery.source(),
          recovery.timeoutMillis(),
          recovery.attempts(),
          recovery.outcome().word(),
          micros(recovery.reconnectedNanos()));
    }

    /** A log without a word of fencing does not say that there was none. */
    private static String fencedBy(Recovery recovery) {
      return recovery.fences() ? recovery.fencedBy().word() : "not known";
    }

    private static long micros(OptionalLong nanos) {
      return nanos.isPresent() ? nanos.getAsLong() / NANOS_PER_MICRO : -1;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "ccr", "hold", "unprotected"})
  void theLogOfARunTellsOfTheSameRecoveriesInTheSameWords(String id) {
    Timeline run = run(id);
    String log = KernelLogWriter.toText(KernelLogWriter.lines(run.events()));

    List<Event> read = KernelLogReader.read(log, id).orElseThrow().events();

    assertThat(told(Timeline.of(read))).isEqualTo(told(run));
    assertThat(KernelLogWriter.toText(KernelLogWriter.lines(read))).isEqualTo(log);
    assertThat(KernelLogWriter.toText(KernelLogWriter.lines(withoutLines(read)))).isEqualTo(log);
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "ccr", "hold", "unprotected"})
  void theWholeLogWithItsFirstConnectionsDoesToo(String id) {
    Timeline run = run(id);
    String log = KernelLogWriter.toText(KernelLogWriter.all(run.events()));

    List<Event> read = KernelLogReader.read(log, id).orElseThrow().events();

    assertThat(told(Timeline.of(read))).isEqualTo(told(run));
    assertThat(KernelLogWriter.toText(KernelLogWriter.all(withoutLines(read)))).isEqualTo(log);
  }

  private static Timeline run(String id) {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    return Lab.run(scenario, scenario.seed());
  }

  private static List<Told> told(Timeline timeline) {
    return Recoveries.of(timeline).stream().map(Told::of).toList();
  }

  /** Only what was derived from the lines: the text must follow from that alone. */
  private static List<Event> withoutLines(List<Event> events) {
    List<Event> derived = new ArrayList<>();
    for (Event event : events) {
      if (!(event.detail() instanceof LogEvent)) {
        derived.add(
            new Event(derived.size() + 1, event.nanos(), event.lane(), Cause.NONE, event.detail()));
      }
    }
    return derived;
  }
}
