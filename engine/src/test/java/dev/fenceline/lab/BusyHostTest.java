package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is concluded of a host whose machine is busy: it learns late that a path has failed, and
 * acts late. Such a host is one behind a network that keeps everything for a while.
 */
@Tag("slow")
class BusyHostTest {
  private static final long LENGTH_NANOS = TimeUnit.SECONDS.toNanos(14);

  private static TrackedRun run(String faults, String network) {
    return TrackedRun.behindNetwork(scenario(faults), scenario(network).faults(), LENGTH_NANOS);
  }

  private static Scenario scenario(String faults) {
    return ScenarioReader.read(
        """
        {"id": "busy", "title": "busy",
         "host": {"policy": "best", "kato": "5 s", "reconnectDelay": "1 s", "ioTimeout": "3 s",
                  "firstDevice": 0},
         "target": {"cqt": "2 s", "quiesce": "1.5 s", "ccrLimit": 4},
         "paths": [{"name": "A", "port": 1, "address": "10.0.0.1:4420"},
                   {"name": "B", "port": 2, "address": "10.0.0.2:4420"}],
         "workload": {"access": "read-write", "workers": 4, "period": "20 ms"},
         "faults": [%s]}
        """
            .formatted(faults),
        "test");
  }

  private static String busy(long fromMillis, long toMillis) {
    String each =
        "{\"fault\": \"stall\", \"path\": \"%s\", \"at\": \"%d ms\", \"until\": \"%d ms\"}";
    return each.formatted("A", fromMillis, toMillis)
        + ", "
        + each.formatted("B", fromMillis, toMillis);
  }

  private static Recovery only(TrackedRun run) {
    Timeline told = Timeline.of(run.tracked());
    assertThat(Recoveries.of(Timeline.of(run.told()))).as("the host's").hasSize(1);
    assertThat(Recoveries.of(told)).as("as concluded").hasSize(1);
    return Recoveries.of(told).getFirst();
  }

  /** The connections are gone, no write was out, and the reset comes more than a second later. */
  @ParameterizedTest
  @ValueSource(longs = {20, 900, 1200, 2500})
  void aResetThatComesLateIsFencing(long busyMillis) {
    TrackedRun run =
        run(
            "{\"fault\": \"refuse\", \"path\": \"B\", \"at\": \"3 s\", \"until\": \"3.2 s\"}",
            busy(2950, 2950 + busyMillis));

    Recovery its = Recoveries.of(Timeline.of(run.told())).getFirst();
    assertThat(its.fencedBy()).as("the host's").isEqualTo(FencedBy.CCR);
    Recovery ours = only(run);
    assertThat(ours.fencedBy()).isEqualTo(FencedBy.CCR);
    assertThat(ours.source()).isEqualTo(its.source());
  }

  /** Then nothing shows how the host goes on: it is not waited for without end. */
  @Test
  void aHostThatIsNotSeenForLongIsNotKnownToFence() {
    TrackedRun run =
        run(
            "{\"fault\": \"refuse\", \"path\": \"B\", \"at\": \"3 s\", \"until\": \"3.2 s\"}",
            busy(2950, 30_000));

    List<Recovery> concluded = Recoveries.of(Timeline.of(run.tracked()));
    assertThat(concluded).isNotEmpty();
    assertThat(concluded).extracting(Recovery::fencedBy).contains(FencedBy.NOT_KNOWN);
  }

  /** A write is not answered; while the reset is under way the network ends the connections. */
  @Test
  void aResetIsWaitedForWhenTheConnectionsEnd() {
    TrackedRun run =
        run(
            "{\"fault\": \"slow-write\", \"controller\": 2, \"takes\": \"9 s\", \"at\": \"3 s\","
                + " \"until\": \"3.1 s\"}",
            "{\"fault\": \"reset\", \"path\": \"B\", \"at\": \"6.3 s\"}");

    Recovery its = Recoveries.of(Timeline.of(run.told())).getFirst();
    assertThat(its.fencedBy()).as("the host's").isEqualTo(FencedBy.CCR);
    assertThat(its.fencedNanos().orElseThrow() - its.detectedNanos())
        .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_400));
    Recovery ours = only(run);
    assertThat(ours.fencedBy()).isEqualTo(FencedBy.CCR);
    assertThat(ours.writesHeldSeen()).isEqualTo(its.writesHeldSeen());
    assertThat(ours.writesHeld()).as("the network may have kept more").isEmpty();
  }

  /** An attempt that the path refuses never arrives: how many there were is not known. */
  @Test
  void attemptsThatThePathRefusedAreNotKnown() {
    TrackedRun run =
        run(
            "{\"fault\": \"refuse\", \"path\": \"B\", \"at\": \"3 s\", \"until\": \"6 s\"}",
            busy(13_990, 13_995));

    Timeline host = Timeline.of(run.told());
    Recovery its = Recoveries.of(host).getFirst();
    assertThat(its.attempts()).isGreaterThan(1);
    assertThat(its.attemptsAreAll()).isTrue();
    Timeline serve = Timeline.of(run.tracked());
    Recovery ours = Recoveries.of(serve).getFirst();
    assertThat(ours.attempts()).isLessThan(its.attempts());
    assertThat(ours.attemptsAreAll()).isFalse();
    assertThat(Summary.of(serve).text())
        .contains("attempt %d or a later one".formatted(ours.attempts()));
    assertThat(Summary.of(serve).fields().toString())
        .contains("attempts=null, attemptsSeen=%d".formatted(ours.attempts()));
    assertThat(Summary.of(host).fields().toString())
        .contains("attempts=%d, ".formatted(its.attempts()));
  }
}
