package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.lab.TwoStories.Why;
import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.RemoteScenario;
import dev.fenceline.remote.TargetProbe;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Our own host, and what a target that knows only what passes concludes of it: over TCP, each on a
 * loop of its own in real time, with faults that are typed. Every field of each recovery is the
 * same, or the target says that it is not known, for a reason that the case names.
 *
 * <p>Each side stamps its own clock when its loop handles what happened, so moments differ by what
 * a busy machine delays. They may differ by 0.1 s, and beyond that by as much as commands and
 * completions of the whole path were late at that moment of the same run ({@link TwoClocks}).
 */
@Timeout(120)
@Tag("slow")
class HostAndServeTest {
  private static final long WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int LIVE_CONTROLLERS = 2;

  /** So long before the first line, for Keep Alives that show how the host rounds its timers. */
  private static final long BEFORE_MILLIS = 2_000;

  /** The workload goes on for so long after the last line. */
  private static final long AFTER_MILLIS = 2_500;

  /** Types lines at their times, counted from a while after both controllers were live. */
  private static final class Typist implements Consumer<Event> {
    private record Line(long nanos, String words) {}

    /** Stands for the controller of path 2, whose ID is not known before. */
    private static final String SECOND = "controller 2nd";

    private final RemoteBench bench;
    private final Deque<Line> lines = new ArrayDeque<>();
    private int live;
    private int cntlid;
    private long fromNanos;

    /** Lines such as {@code 500: fault path 2 stall}, with ; between them; times in ms. */
    Typist(RemoteBench bench, String script) {
      this.bench = bench;
      for (String each : script.split(";", -1)) {
        String[] parts = each.strip().split(": ", 2);
        lines.add(new Line(Long.parseLong(parts[0]) * 1_000_000, parts[1]));
      }
    }

    long lastMillis() {
      return lines.getLast().nanos() / 1_000_000;
    }

    @Override
    public void accept(Event event) {
      if (event.detail() instanceof ConnectionEvent.QueueConnected queue
          && event.lane().name().equals("nvme1")) {
        cntlid = queue.cntlid();
      }
      if (event.detail() instanceof ControllerEvent.Connected && ++live == LIVE_CONTROLLERS) {
        fromNanos = event.nanos() + TimeUnit.MILLISECONDS.toNanos(BEFORE_MILLIS);
      }
      while (fromNanos > 0
          && !lines.isEmpty()
          && event.nanos() - fromNanos >= lines.getFirst().nanos()) {
        bench.inject(lines.removeFirst().words().replace(SECOND, "controller " + cntlid));
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

    TwoStories compared() {
      return new TwoStories(host, serve, TwoClocks.of(host, serve), WITHIN_NANOS);
    }
  }

  private static Stories run(Case is) {
    return run(is.policy(), target(is.target()), is.script(), "");
  }

  private static Stories run(String policy, String target, String script, String faults) {
    try (RemoteBench bench = new RemoteBench(target)) {
      Typist typist = new Typist(bench, script);
      Scenario scenario =
          ScenarioReader.read(
              """
              {"id": "own", "title": "own",
               "host": {"policy": "%s", "kato": "1 s", "reconnectDelay": "1 s", "ioTimeout": "%s",
                        "firstDevice": 0},
               "workload": {"access": "read-write", "workers": 4, "period": "50 ms", "jitter": "5 ms",
                            "longest": "%d ms", "stopAfterRecovery": "60 s"},
               "faults": [%s]}
              """
                  .formatted(
                      policy,
                      script.contains(Typist.SECOND) ? "2500 ms" : "30 s",
                      BEFORE_MILLIS + typist.lastMillis() + AFTER_MILLIS,
                      faults),
              "test");
      Scenario put =
          RemoteScenario.of(
              scenario,
              new TargetProbe(RemoteBench.IDENTITY).identify(bench.addresses, RemoteBench.NQN),
              bench.addresses,
              RemoteBench.IDENTITY,
              new RemoteScenario.Area(1, 0, 31));
      bench.addListener(typist);
      Lab lab = Lab.against(new LabTarget.Remote(bench.addresses, true), put, 1);
      lab.run();
      return new Stories(lab.timeline(), bench.told());
    }
  }

  /**
   * What is run.
   *
   * @param by how each recovery ends, in order
   * @param notKnown why the target does not say what it does not say
   */
  record Case(String policy, String target, String script, List<FencedBy> by, Set<Why> notKnown) {
    Case(String policy, String target, String script, FencedBy... by) {
      this(policy, target, script, List.of(by), Set.of(Why.HOSTS_OWN));
    }

    /** The same, of which the target cannot know these things either. */
    Case butFor(Why... notKnown) {
      Set<Why> all = EnumSet.of(Why.HOSTS_OWN, notKnown);
      return new Case(policy, target, script, by, all);
    }

    @Override
    public String toString() {
      return policy + ", " + target + ": " + script;
    }
  }

  /**
   * That nothing was waited for is seen by writes that were out and come again at once, and what a
   * reset has cut off was perhaps never read: so media is slow when such paths break.
   */
  private static final List<Case> CASES =
      List.of(
          new Case(
                  "best",
                  "ccr",
                  "1600: fault path 2 stall to-target; 3600: heal path 2;"
                      + " 6200: fault path 2 stall to-host; 8200: heal path 2",
                  FencedBy.CCR,
                  FencedBy.CCR)
              .butFor(Why.CUT_OFF, Why.NO_WRITE_SEEN, Why.NO_REQUEST_CAME_AGAIN),
          new Case(
                  "best",
                  "ccr",
                  "1600: fault path 2 stall; 3600: heal path 2;"
                      + " 6200: fault path 2 black-hole; 8200: heal path 2",
                  FencedBy.CCR,
                  FencedBy.CCR)
              .butFor(Why.CUT_OFF, Why.NO_WRITE_SEEN, Why.NO_REQUEST_CAME_AGAIN),
          new Case(
                  "best",
                  "ccr",
                  "500: hang on; 800: fault path 2 reset; 1200: hang off;"
                      + " 5000: slow-write 3s; 5300: fault path 2 refuse; 5400: slow-write off;"
                      + " 5900: heal path 2",
                  FencedBy.CCR,
                  FencedBy.CCR)
              .butFor(Why.CUT_OFF, Why.NO_WRITE_SEEN, Why.NO_REQUEST_CAME_AGAIN, Why.REFUSED),
          new Case(
              "best",
              "ccr",
              "1300: slow-write 3s; 1600: fault path 2 stall; 1700: slow-write off;"
                  + " 4500: heal path 2",
              FencedBy.CCR),
          // a write is not answered for too long on a path that works
          new Case(
                  "best",
                  "ccr",
                  "500: hang on controller 2nd; 3500: hang off controller 2nd",
                  FencedBy.CCR)
              .butFor(Why.NO_WRITE_SEEN, Why.CUT_OFF, Why.REFUSED),
          // the reset is a success when the host holds already
          new Case(
                  "best",
                  "late",
                  "500: slow-write 5s; 800: fault path 2 reset; 900: slow-write off",
                  FencedBy.CCR)
              .butFor(Why.CUT_OFF),
          // nobody can reset it: those that hold hold
          new Case(
                  "best",
                  "hold",
                  "500: slow-write 3s; 800: fault path 2 reset; 900: slow-write off",
                  FencedBy.HOLD)
              .butFor(Why.CUT_OFF),
          new Case(
                  "time-based",
                  "hold",
                  "500: slow-write 3s; 800: fault path 2 refuse; 900: slow-write off; 1500: heal"
                      + " path 2",
                  FencedBy.HOLD)
              .butFor(Why.CUT_OFF, Why.REFUSED),
          // it may have given up the write before its Keep Alive
          new Case(
                  "v3",
                  "hold",
                  "1300: slow-write 3s; 1600: fault path 2 stall to-host; 1700: slow-write off;"
                      + " 3900: heal path 2",
                  FencedBy.HOLD)
              .butFor(Why.HOST_WAS_SILENT),
          // nothing is waited for
          new Case(
                  "none",
                  "none",
                  "1300: slow-write 5s; 1600: fault path 2 stall to-host; 1700: slow-write off;"
                      + " 3600: heal path 2;"
                      + " 5300: slow-write 3s; 5600: fault path 2 reset; 5700: slow-write off",
                  FencedBy.NONE,
                  FencedBy.NONE)
              .butFor(Why.NO_WRITE_SEEN),
          // no write is out: that nothing was waited for is seen when it connects again so soon
          new Case(
                  "none",
                  "none",
                  "1600: fault path 2 stall; 3600: heal path 2; 6200: fault path 2 reset",
                  FencedBy.NONE,
                  FencedBy.NONE)
              .butFor(Why.NO_WRITE_SEEN, Why.NO_REQUEST_CAME_AGAIN),
          new Case(
                  "none",
                  "none",
                  "1300: slow-write 5s; 1600: fault path 2 stall; 1700: slow-write off;"
                      + " 3600: heal path 2",
                  FencedBy.NONE)
              .butFor(Why.NO_WRITE_SEEN),
          // what breaks nothing is no recovery to either
          new Case(
              "best",
              "ccr",
              "300: fault path 2 delay 20ms; 900: slow-write 200ms; 1200: hang on; 1500: hang off;"
                  + " 1600: fault path 2 ana inaccessible; 2100: slow-write off;"
                  + " 2500: fault path 2 ana optimized; 2600: fault path 2 stall keep-bytes;"
                  + " 2900: heal path 2"));

  /** Most of the time each of them waits: so several run at a time. */
  private static final int AT_A_TIME = 2;

  private static final Map<Case, Future<Stories>> STORIES = new HashMap<>();

  @BeforeAll
  static void beginAll() {
    run("none", target("none"), "500: heal path 2", ""); // what runs first is slow
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    for (Case each : CASES) {
      STORIES.put(each, pool.submit(() -> run(each)));
    }
    pool.shutdown();
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void bothTellTheSameOfRecoveries(Case is) throws Exception {
    Stories stories = Objects.requireNonNull(STORIES.get(is)).get();
    List<Recovery> host = stories.ofHost();
    List<Recovery> serve = stories.ofServe();
    assertThat(host).as("the host's").extracting(Recovery::fencedBy).isEqualTo(is.by());
    assertThat(serve).as("as concluded").extracting(Recovery::fencedBy).isEqualTo(is.by());
    TwoStories compared = stories.compared();
    assertThat(compared.wrong()).isEmpty();
    assertThat(compared.notKnown()).isSubsetOf(is.notKnown());
    Verdict verdict = Summary.of(stories.serve()).verdict();
    assertThat(verdict).isIn(Verdict.UNKNOWN, Summary.of(stories.host()).verdict());
  }

  /** No fault of the prompt is left out. */
  @Test
  void everyFaultIsTyped() {
    String typed = CASES.stream().map(Case::script).collect(Collectors.joining("; "));
    assertThat(typed)
        .contains("stall to-target", "stall to-host", "stall;", "keep-bytes", "black-hole", "reset")
        .contains("refuse", "delay", "ana ", "heal", "slow-write", "hang on", "hang off");
  }

  /**
   * Where a path breaks on the side of the host, the target sees no fault, and perhaps not when the
   * host knew: its detection is the host's, or not known.
   */
  @Test
  void whatIsNotSeenOfAFailureOnTheHostsSideIsNotSaid() {
    Stories stories =
        run(
            "none",
            target("none"),
            "8000: heal path 2",
            """
            {"fault": "stall", "path": "B", "at": "2100 ms", "until": "4500 ms"},
            {"fault": "reset", "path": "B", "at": "7500 ms"}
            """);
    assertThat(stories.ofHost()).hasSize(2);
    List<Recovery> serve = stories.ofServe();
    assertThat(stories.compared().wrong()).isEmpty();
    assertThat(serve)
        .extracting(Recovery::fencedBy)
        .allMatch(by -> by == FencedBy.NONE || by == FencedBy.NOT_KNOWN);
    assertThat(serve).extracting(Recovery::isDetectionSeen).containsExactly(false, true);
    assertThat(Summary.of(stories.serve()).text()).contains("when the host knew is not known");
  }

  /**
   * Where a path breaks on the side of the host, its end may arrive before the reset, after it, or
   * in between: the reset is fencing all the same.
   */
  @Test
  void resetIsFencingWhereThePathBreaksOnTheHostsSide() {
    Stories stories =
        run(
            "best",
            target("ccr"),
            "9000: heal path 2",
            """
            {"fault": "refuse", "path": "B", "at": "2100 ms", "until": "4500 ms"},
            {"fault": "reset", "path": "B", "at": "8500 ms"}
            """);
    assertThat(stories.compared().wrong()).isEmpty();
    assertThat(stories.ofServe())
        .hasSize(2)
        .allMatch(each -> each.fencedBy() == FencedBy.CCR && each.isDetectionSeen());
  }

  private static String target(String kind) {
    return switch (kind) {
      case "ccr" -> "\"cqt\": \"1 s\", \"quiesce\": \"1 s\", \"ccrLimit\": 4";
      case "late" ->
          "\"cqt\": \"1 s\", \"quiesce\": \"2 s\", \"brokenPromise\": true, \"ccrLimit\": 4";
      case "hold" -> "\"cqt\": \"1 s\", \"quiesce\": \"1 s\", \"ccrLimit\": 0";
      default -> "\"cqt\": \"0 s\", \"ccrLimit\": 0";
    };
  }
}
