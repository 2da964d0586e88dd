package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.RunEvent.Stage;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/**
 * Outages drawn at random: whatever fails when, a host that fences keeps the data, ends every
 * operation once, and comes to an end itself. {@code -Dfenceline.draws=400} makes that many draws
 * of each try.
 */
class RandomFaultsTest {
  private static final int DRAWS = Integer.getInteger("fenceline.draws", 1);

  @Tag("slow")
  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void aHostThatFencesKeepsTheData(@ForAll long draw) {
    for (int i = 0; i < DRAWS; i++) {
      check(draw + i);
    }
  }

  private static void check(long draw) {
    String text = scenario(new SplittableRandom(draw));
    Scenario scenario = ScenarioReader.read(text, "draw " + draw);
    Timeline timeline;
    try {
      timeline = Lab.run(scenario, draw);
    } catch (RuntimeException thrown) {
      throw new AssertionError("draw " + draw + ": " + text, thrown);
    }
    Summary summary = Summary.of(timeline);
    assertThat(summary.verdict())
        .as("draw %d: %s%n%s", draw, text, summary.text())
        .isEqualTo(Verdict.INTACT);
    assertThat(timeline.events())
        .as("draw %d: %s", draw, text)
        .anyMatch(event -> event.detail().equals(new RunEvent.Reached(Stage.READ_BACK)));
    assertThat(timesEnded(timeline))
        .as("draw %d: %s", draw, text)
        .allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
  }

  private static Map<Long, Integer> timesEnded(Timeline timeline) {
    Map<Long, Integer> times = new HashMap<>();
    for (Event event : timeline.events()) {
      switch (event.detail()) {
        case IoEvent.Submitted submitted -> times.putIfAbsent(submitted.operation(), 0);
        case IoEvent.Ended ended -> times.merge(ended.operation(), 1, Integer::sum);
        default -> {}
      }
    }
    return times;
  }

  /** A target that keeps its promise, a host that fences, and one or two outages. */
  private static String scenario(SplittableRandom random) {
    int paths = random.nextInt(1, 5);
    long cqtMillis = random.nextLong(1, 6_000);
    StringBuilder text = new StringBuilder();
    text.append(
        """
        {"id": "random", "title": "random", "seed": 1, "limit": "600 s",
         "host": {"policy": "%s", "ioQueues": %d, "kato": "%d s", "ioTimeout": "%d s",
                  "reconnectDelay": "%d s", "ioPolicy": "%s", "headerDigest": %b,
                  "dataDigest": %b, "fenceTimeout": "tp4129"},
         "target": {"cqt": "%d ms", "quiesce": "%d ms", "ccrLimit": %d,
                    "answerWhileQuiescing": %b, "inCapsuleBytes": %d},
         "workload": {"blocks": 16, "workers": 6, "period": "100 ms", "longest": "80 s"},
         "paths": [
        """
            .formatted(
                random.nextInt(4) == 0 ? "time-based" : "best",
                random.nextInt(1, 3),
                random.nextInt(1, 8),
                random.nextInt(3, 31),
                random.nextInt(1, 11),
                oneOf(random, "queue-depth", "round-robin", "numa"),
                random.nextBoolean(),
                random.nextBoolean(),
                cqtMillis,
                random.nextLong(cqtMillis + 1),
                oneOf(random, 0, 1, 4),
                random.nextBoolean(),
                oneOf(random, 0, 1_024, 8_192)));
    for (int path = 1; path <= paths; path++) {
      text.append(path == 1 ? "" : ",\n")
          .append(
              """
              {"name": "%c", "port": %d, "address": "10.0.0.%d:4420", "delay": "%d us",
               "jitter": "20 us"}\
              """
                  .formatted('A' + path - 1, path, path, random.nextInt(20, 2_000)));
    }
    text.append("],\n \"faults\": [\n");
    outage(text, random, 1, paths);
    if (random.nextInt(3) == 0) {
      text.append(",\n");
      outage(text, random, 2, paths);
    }
    return text.append("]}").toString();
  }

  private static void outage(StringBuilder text, SplittableRandom random, int number, int paths) {
    long cutMillis = random.nextLong(6_000, 12_000);
    int path = random.nextInt(1, paths + 1);
    String fault = oneOf(random, "stall", "stall", "stall", "black-hole", "reset", "refuse");
    boolean slow = random.nextInt(5) != 0;
    String backEnd =
        slow
            ? "\"fault\": \"slow-write\", \"takes\": \"%d ms\"".formatted(random.nextInt(40_000))
            : "\"fault\": \"hang\"";
    text.append(
        """
        {%s, "controller": %d, "at": "%d ms", "until": "%d ms"},
        {"name": "cut%d", "fault": "%s", "path": "%c"%s, "at": "%d ms"%s}\
        """
            .formatted(
                backEnd,
                path,
                cutMillis - random.nextInt(500),
                cutMillis + (slow ? 0 : random.nextInt(40_000)),
                number,
                fault,
                'A' + path - 1,
                fault.equals("stall") && random.nextInt(4) == 0 ? ", \"keepBytes\": true" : "",
                cutMillis,
                fault.equals("reset")
                    ? ""
                    : ", \"until\": \"%d ms\"".formatted(cutMillis + random.nextLong(35_000))));
  }

  @SafeVarargs
  private static <T> T oneOf(SplittableRandom random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
