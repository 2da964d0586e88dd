package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencedBy;
import dev.fenceline.event.Verdict;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Recoveries;
import dev.fenceline.timeline.Recovery;
import dev.fenceline.timeline.Summary;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our own host, and what a target that knows only what passes concludes of it: over TCP, each on a
 * loop of its own in real time, with faults that are typed.
 */
@Timeout(120)
class HostAndServeTest {
  private static final double WITHIN_SECONDS = 0.1;
  private static final int LIVE_CONTROLLERS = 2;

  /** Types lines at their times, counted from when both controllers were live. */
  private static final class Typist implements Consumer<Event> {
    private record Line(long nanos, String words) {}

    private final RemoteBench bench;
    private final Deque<Line> lines = new ArrayDeque<>();
    private int live;
    private long fromNanos;

    /** Lines such as {@code 500: fault path 2 stall}, with ; between them; times in ms. */
    Typist(RemoteBench bench, String script) {
      this.bench = bench;
      for (String each : script.split(";", -1)) {
        String[] parts = each.strip().split(": ", 2);
        lines.add(new Line(Long.parseLong(parts[0]) * 1_000_000, parts[1]));
      }
    }

    @Override
    public void accept(Event event) {
      if (event.detail() instanceof ControllerEvent.Connected && ++live == LIVE_CONTROLLERS) {
        fromNanos = event.nanos();
      }
      while (fromNanos > 0
          && !lines.isEmpty()
          && event.nanos() - fromNanos >= lines.getFirst().nanos()) {
        bench.inject(lines.removeFirst().words());
      }
    }
  }

  private record Stories(Timeline host, Timeline serve) {
    List<Recovery> ofHost() {
      return Recoveries.of(host);
    }

    List<Recovery> ofServe() {
      return Recoveries.of(serve);
    }

    /** What is to be added to times of the host: both see when it was connected at first. */
    double offset() {
      return connected(serve) - connected(host);
    }

    private static double connected(Timeline timeline) {
      return timeline.events().stream()
              .filter(event -> event.detail() instanceof ControllerEvent.Connected)
              .reduce((_, last) -> last)
              .orElseThrow()
              .nanos()
          / 1e9;
    }
  }

  private static Stories run(String policy, String target, String script) {
    try (RemoteBench bench = new RemoteBench(target)) {
      Scenario scenario =
          ScenarioReader.read(
              """
              {"id": "own", "title": "own",
               "host": {"policy": "%s", "kato": "1 s", "reconnectDelay": "1 s", "firstDevice": 0},
               "workload": {"access": "read-write", "workers": 4, "period": "20 ms",
                            "jitter": "2 ms", "longest": "9 s", "stopAfterRecovery": "9 s"}}
              """
                  .formatted(policy),
              "test");
      Scenario put =
          RemoteScenario.of(
              scenario,
              new TargetProbe(RemoteBench.IDENTITY).identify(bench.addresses, RemoteBench.NQN),
              bench.addresses,
              RemoteBench.IDENTITY,
              new RemoteScenario.Area(1, 0, 31));
      bench.addListener(new Typist(bench, script));
      Lab lab = Lab.against(new LabTarget.Remote(bench.addresses, true), put, 1);
      lab.run();
      return new Stories(lab.timeline(), bench.told());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "best | ccr  | 700: fault path 2 stall to-target; 4000: heal path 2 | CCR",
        "best | ccr  | 700: fault path 2 stall to-host; 4000: heal path 2 | CCR",
        "best | ccr  | 700: fault path 2 black-hole; 4000: heal path 2 | CCR",
        "best | ccr  | 700: fault path 2 reset | CCR",
        "none | none | 700: fault path 2 stall to-host; 3500: heal path 2 | NONE",
        "none | none | 700: fault path 2 reset | NONE",
      })
  void bothTellTheSameOfARecovery(String policy, String kind, String script, FencedBy by) {
    Stories stories = run(policy, target(kind), script);
    List<Recovery> host = stories.ofHost();
    List<Recovery> serve = stories.ofServe();
    assertThat(host).as("the host's").hasSize(1);
    assertThat(serve).as("as concluded").hasSize(1);
    Recovery its = host.getFirst();
    Recovery ours = serve.getFirst();
    assertThat(its.fencedBy()).as("the host's").isEqualTo(by);
    assertThat(ours.controller()).isEqualTo(its.controller());
    if (by == FencedBy.NONE && ours.fencedBy() == FencedBy.NOT_KNOWN) {
      return; // no request was out that could have gone again: only the reconnect was seen
    }
    assertThat(ours.fencedBy()).isEqualTo(by);
    assertThat(ours.source()).isEqualTo(its.source());
    assertThat(ours.detectedNanos() / 1e9)
        .as("detected")
        .isCloseTo(its.detectedNanos() / 1e9 + stories.offset(), within(WITHIN_SECONDS));
    if (its.fencedNanos().isPresent()) {
      assertThat(ours.fencedNanos().orElseThrow() / 1e9)
          .as("fenced")
          .isCloseTo(
              its.fencedNanos().getAsLong() / 1e9 + stories.offset(), within(WITHIN_SECONDS));
    }
    ours.writesHeld()
        .ifPresent(
            held -> assertThat(held).as("writes held").isEqualTo(its.writesHeld().orElseThrow()));
    assertThat(ours.outcome()).isEqualTo(its.outcome());
    assertThat(ours.reconnectedNanos().orElseThrow() / 1e9)
        .as("reconnected")
        .isCloseTo(
            its.reconnectedNanos().orElseThrow() / 1e9 + stories.offset(), within(WITHIN_SECONDS));
    Verdict verdict = Summary.of(stories.serve()).verdict();
    assertThat(verdict).isIn(Verdict.UNKNOWN, Summary.of(stories.host()).verdict());
  }

  private static String target(String kind) {
    return switch (kind) {
      case "ccr" -> "\"cqt\": \"1 s\", \"quiesce\": \"1 s\", \"ccrLimit\": 4";
      case "hold" -> "\"cqt\": \"1 s\", \"quiesce\": \"1 s\", \"ccrLimit\": 0";
      default -> "\"cqt\": \"0 s\", \"ccrLimit\": 0";
    };
  }

  /** What breaks nothing is no recovery to either. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "300: fault path 2 delay 20ms; 900: slow-write 200ms; 1500: fault path 2 ana inaccessible;"
            + " 2100: slow-write off; 2500: fault path 2 ana optimized; 2600: heal path 2"
      })
  void bothTellOfNoRecovery(String script) {
    Stories stories = run("best", target("ccr"), script);
    assertThat(Arrays.asList(stories.ofHost(), stories.ofServe())).containsOnly(List.of());
  }
}
