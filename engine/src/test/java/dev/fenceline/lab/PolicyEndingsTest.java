package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each version of the series does at each way in which a cross-controller reset can end:
 * through which sources it goes, whether it holds, and what fenced (reference, sections 6 and 8.4).
 */
@Timeout(300)
@Tag("slow")
class PolicyEndingsTest {
  private static final String FAILED = "nvme4";

  /** Silence on path B, with writes at media of its controller. */
  private static final String SILENCE =
      """
      {"fault": "slow-write", "controller": 2, "takes": "8.8 s", "at": "5.7 s", "until": "6 s"},
      {"name": "cut", "fault": "stall", "path": "B", "at": "6 s", "until": "40 s"}\
      """;

  /** The connections of path B are reset: the target notices at once. */
  private static final String RESET =
      "{\"name\": \"cut\", \"fault\": \"reset\", \"path\": \"B\", \"at\": \"6 s\"}";

  private static final String PATH_C = ", {\"name\": \"C\", \"port\": 3, \"address\": \"c:1\"}";

  /** How a reset ends: the target, the third path, the faults, and what a person does. */
  private record Ending(String target, String paths, String faults, String actions) {}

  private static final Map<String, Ending> ENDINGS =
      Map.of(
          "success", new Ending("", PATH_C, SILENCE, ""),
          "immediate", new Ending("", PATH_C, RESET, ""),
          "failed", new Ending("\"resetsFail\": true", PATH_C, SILENCE, ""),
          "not done in time",
              new Ending(
                  "\"quiesce\": \"60 s\", \"brokenPromise\": true",
                  PATH_C,
                  SILENCE.replace("8.8 s", "60 s"),
                  ""),
          "in progress by hand",
              new Ending("\"quiesce\": \"4.9 s\"", PATH_C, SILENCE, byHand("nvme3", "nvme5")),
          "no source", new Ending("\"ccrLimit\": 0", PATH_C, SILENCE, ""),
          "source lost",
              new Ending(
                  "\"quiesce\": \"4 s\"",
                  "",
                  SILENCE + ", {\"fault\": \"reset\", \"path\": \"A\", \"at\": \"13 s\"}",
                  ""),
          "no source, CQT 0",
              new Ending(
                  "\"ccrLimit\": 0, \"cqt\": \"0 s\", \"quiesce\": \"0 s\"", PATH_C, SILENCE, ""));

  private static Ending ending(String name) {
    return Objects.requireNonNull(ENDINGS.get(name));
  }

  private static String byHand(String... sources) {
    List<String> actions = new ArrayList<>();
    for (String source : sources) {
      actions.add(
          "{\"action\": \"ccr\", \"through\": \"%s\", \"of\": \"nvme4\", \"at\": \"12 s\"}"
              .formatted(source));
    }
    return String.join(", ", actions);
  }

  private static Timeline run(String policy, String host, Ending ending) {
    return run(policy, host, ending, "8 s");
  }

  private static Timeline run(String policy, String host, Ending ending, String longest) {
    Scenario scenario =
        ScenarioReader.read(
            """
            {"id": "x", "title": "x", "permits": ["H1", "T1"],
             "host": {"policy": "%s"%s}, "target": {%s}, "workload": {"period": "200 ms", "longest": "%s"},
             "paths": [{"name": "A", "port": 1, "address": "a:1"},
                       {"name": "B", "port": 2, "address": "b:1"}%s],
             "faults": [%s], "actions": [%s]}\
            """
                .formatted(
                    policy,
                    host,
                    ending.target,
                    longest,
                    ending.paths,
                    ending.faults,
                    ending.actions),
            "x");
    return Lab.run(scenario, 3);
  }

  /** Such as {@code nvme3 FAILED, hold 14995 ms, HOLD}. */
  private static String story(Timeline run) {
    List<String> story = new ArrayList<>();
    for (Event event : run.events()) {
      if (event.lane().name().equals(FAILED)) {
        switch (event.detail()) {
          case FencingEvent.CcrEnded it -> story.add(it.source() + " " + it.outcome());
          case FencingEvent.CcrTimedOut _ -> story.add("T over");
          case FencingEvent.CcrConfirmed it -> story.add(it.source() + " late");
          case HoldEvent.Armed it -> story.add("hold " + Math.round(it.remainingMillis() / 1e3));
          case HoldEvent.Released _ -> story.add("released");
          case FencingEvent.Ended it -> story.add(it.by().name());
          default -> {}
        }
      }
    }
    return String.join(", ", story);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none       | success             | ''",
        "time-based | success             | hold 15, HOLD",
        "rfc        | success             | nvme3 SUCCESS, CCR",
        "v3         | success             | nvme3 SUCCESS, CCR",
        "v4         | success             | nvme3 SUCCESS, CCR",
        "best       | success             | nvme3 SUCCESS, CCR",
        "time-based | immediate           | hold 15, HOLD",
        "rfc        | immediate           | nvme3 IMMEDIATE, CCR",
        "v3         | immediate           | nvme3 IMMEDIATE, CCR",
        "v4         | immediate           | nvme3 IMMEDIATE, CCR",
        "best       | immediate           | nvme3 IMMEDIATE, CCR",
        "rfc        | failed              | nvme3 FAILED, nvme5 FAILED, NONE",
        "v3         | failed              | nvme3 FAILED, hold 15, HOLD",
        "v4         | failed              | nvme3 FAILED, NONE",
        "best       | failed              | nvme3 FAILED, nvme5 FAILED, hold 15, HOLD",
        "rfc        | not done in time    | nvme3 TIMED_OUT, nvme5 TIMED_OUT, NONE",
        "v3         | not done in time    | nvme3 TIMED_OUT, hold 10, HOLD",
        "v4         | not done in time    | nvme3 TIMED_OUT, NONE",
        "best       | not done in time    | nvme3 TIMED_OUT, nvme5 TIMED_OUT, hold 5, HOLD",
        "rfc        | in progress by hand | nvme3 REJECTED, nvme5 REJECTED, NONE",
        "v3         | in progress by hand | nvme3 REJECTED, nvme5 REJECTED, hold 15, HOLD",
        "v4         | in progress by hand | nvme3 REJECTED, nvme5 REJECTED, NONE",
        "best       | in progress by hand"
            + " | nvme3 REJECTED, nvme5 REJECTED, hold 15, nvme5 late, released, CCR",
        "time-based | no source           | hold 15, HOLD",
        "rfc        | no source           | NONE",
        "v3         | no source           | hold 15, HOLD",
        "v4         | no source           | NONE",
        "best       | no source           | hold 15, HOLD",
        "rfc        | source lost         | nvme3 TIMED_OUT, NONE",
        "v3         | source lost         | nvme3 TIMED_OUT, hold 10, HOLD",
        "v4         | source lost         | nvme3 TIMED_OUT, NONE",
        "best       | source lost         | nvme3 SOURCE_LOST, hold 15, HOLD",
        "time-based | no source, CQT 0    | hold 10, HOLD",
        "rfc        | no source, CQT 0    | NONE",
        "v3         | no source, CQT 0    | NONE",
        "v4         | no source, CQT 0    | NONE",
        "best       | no source, CQT 0    | NONE"
      })
  void eachVersionEndsAsItDoesInTheReference(String policy, String ending, String story) {
    Timeline run = run(policy, "", ending(ending));

    assertThat(story(run)).isEqualTo(story);
    assertThat(Summary.of(run).breaches()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time-based | NONE",
        "rfc        | T over, NONE",
        "v3         | T over, NONE",
        "v4         | T over, NONE",
        "best       | nvme3 IMMEDIATE, CCR"
      })
  void withoutKeepAliveOnlyAResetHelpsAndOnlyOursAsksForIt(String policy, String story) {
    Timeline run = run(policy, ", \"kato\": \"0 s\"", ending("immediate"));

    assertThat(story(run)).isEqualTo(story);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time-based | tp4129   | 12000",
        "time-based | linux-v3 | 10000",
        "rfc        | tp4129   | 12000",
        "rfc        | linux-v3 | 10000",
        "v3         | tp4129   | 12000",
        "v3         | linux-v3 | 10000",
        "v4         | tp4129   | 10000",
        "v4         | linux-v3 | 10000",
        "best       | tp4129   | 12000",
        "best       | linux-v3 | 10000"
      })
  void cqtIsAPartOfTWhereTheVersionReadsIt(String policy, String rule, long timeoutMillis) {
    Ending ending = new Ending("\"cqt\": \"2 s\"", PATH_C, RESET, "");
    Timeline run = run(policy, ", \"fenceTimeout\": \"" + rule + "\"", ending);

    assertThat(run.events())
        .filteredOn(event -> event.detail() instanceof FencingEvent.Started)
        .extracting(event -> (FencingEvent.Started) event.detail())
        .extracting(FencingEvent.Started::policy, FencingEvent.Started::timeoutMillis)
        .containsExactly(tuple(policy, timeoutMillis));
  }

  @ParameterizedTest
  @CsvSource({"rfc, 5", "v3, 7", "v4, 5", "best, 7"})
  void theWaitForAResetHasCqtSinceThePatchForIt(String policy, long seconds) {
    Ending hang = ending("not done in time");
    Ending ending = new Ending(hang.target + ", \"cqt\": \"7 s\"", "", hang.faults, "");
    Timeline run = run(policy, "", ending);

    assertThat(
            nanosOf(run, FencingEvent.CcrEnded.class)
                - nanosOf(run, FencingEvent.CcrAnswered.class))
        .isEqualTo(seconds * 1_000_000_000L);
  }

  private static long nanosOf(Timeline run, Class<? extends FencingEvent> wanted) {
    return run.events().stream()
        .filter(event -> wanted.isInstance(event.detail()))
        .findFirst()
        .orElseThrow()
        .nanos();
  }

  /**
   * By versions 1 and 4 some path never fences for long: the last one has no source and no hold.
   */
  @ParameterizedTest
  @CsvSource({"time-based, false", "v3, true", "best, false"})
  void newIoFailsAtOnceWhileEveryPathFencesByTheSeries(String policy, boolean fails) {
    String both = RESET + ", {\"fault\": \"reset\", \"path\": \"A\", \"at\": \"6.1 s\"}";
    Timeline run = run(policy, "", new Ending("\"ccrLimit\": 0", "", both, ""), "12 s");

    assertThat(run.events().stream().anyMatch(e -> e.detail() instanceof IoEvent.Refused))
        .isEqualTo(fails);
    assertThat(KernelLogWriter.toText(KernelLogWriter.lines(run.events())))
        .matches(text -> fails == text.contains("nvme3n1: no available path - failing I/O"));
    assertThat(Summary.of(run).operationsFailed().orElse(0) > 0).isEqualTo(fails);
    assertThat(Summary.of(run).breaches()).isZero();
  }
}
