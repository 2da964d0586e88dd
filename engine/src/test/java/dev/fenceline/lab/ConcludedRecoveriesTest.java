package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.setting.SettingsBuilder;
import dev.fenceline.tap.AssociationTracker.View;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is concluded at the target of a host's recoveries, drawn at random, in virtual time: every
 * field is what the host says itself, or is not known. {@code -Dfenceline.concluded=1-400} draws
 * other seeds.
 *
 * <p>The host has two paths, of which one breaks, mostly on the side of the target. It gives up a
 * command later than a Keep Alive, and only Keep Alives count as such: what it does otherwise is
 * concluded as of a Linux host.
 */
@Tag("slow")
class ConcludedRecoveriesTest {
  private static final String SEEDS = System.getProperty("fenceline.concluded", "1-40");
  private static final long WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LENGTH_NANOS = TimeUnit.SECONDS.toNanos(40);

  /** What may fail, and what is otherwise as a Linux host does not have it. */
  enum Draw {
    ONE_PATH,
    BOTH_PATHS,
    ON_THE_HOSTS_SIDE,
    SHORT_IO_TIMEOUT,
    TRAFFIC_BASED;

    /** The I/O timeout of the host in milliseconds. */
    private long ioTimeoutMillis(SplittableRandom random, long katoMillis) {
      return switch (this) {
        case ONE_PATH, ON_THE_HOSTS_SIDE, TRAFFIC_BASED -> 1000 * random.nextLong(8, 31);
        case BOTH_PATHS -> random.nextLong(katoMillis / 2, 16_000);
        case SHORT_IO_TIMEOUT -> random.nextLong(katoMillis / 4, katoMillis);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void isWhatTheHostSaysOrNotKnown(Draw draw) {
    isWhatTheHostSaysOrNotKnown(draw, View.HOSTS_ONLY);
  }

  /** A relay concludes by the same rules, but there may be paths that do not lead through it. */
  @Test
  void isSoForARelay() {
    isWhatTheHostSaysOrNotKnown(Draw.BOTH_PATHS, View.BOTH_POINTS);
  }

  private static void isWhatTheHostSaysOrNotKnown(Draw draw, View view) {
    String[] ends = SEEDS.split("-", 2);
    List<String> wrong = new ArrayList<>();
    LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
        .forEach(seed -> {
          String text = scenario(draw, new SplittableRandom(seed));
          Scenario scenario = ScenarioReader.read(text, "seed " + seed);
          TrackedRun run =
              draw == Draw.ON_THE_HOSTS_SIDE
                  ? beyond(scenario, view)
                  : TrackedRun.behindNetwork(scenario, view, List.of(), LENGTH_NANOS);
          TwoStories stories =
              new TwoStories(
                  Timeline.of(run.told()), Timeline.of(run.tracked()), TwoClocks.ONE, WITHIN_NANOS);
          stories.wrong().forEach(each -> wrong.add("seed " + seed + ": " + each));
        });
    assertThat(wrong).isEmpty();
  }

  /** Runs a scenario whose paths fail on the host's side, where the target sees no fault. */
  private static TrackedRun beyond(Scenario scenario, View view) {
    Predicate<ScheduledFault> isOfPath = each -> each.fault() instanceof Fault.OnPath;
    List<ScheduledFault> all = scenario.faults();
    Scenario ofTarget =
        SettingsBuilder.of(scenario)
            .with(Scenario::faults, all.stream().filter(isOfPath.negate()).toList())
            .build();
    List<ScheduledFault> beyond = all.stream().filter(isOfPath).toList();
    return TrackedRun.behindNetwork(ofTarget, view, beyond, LENGTH_NANOS);
  }

  private static String oneOf(SplittableRandom random, String... all) {
    return all[random.nextInt(all.length)];
  }

  private static String scenario(Draw draw, SplittableRandom random) {
    long kato = random.nextLong(1, 4);
    return """
    {"id": "concluded", "title": "concluded", "seed": %d,
     "host": {"policy": "%s", "kato": "%d s", "ioTimeout": "%d ms", "reconnectDelay": "%d s",
              "firstDevice": 0},
     "target": {"cqt": "%d s", "quiesce": "%d ms", "ccrLimit": %d, "brokenPromise": true, "keepAliveGranularity": 1,
                "trafficBasedKeepAlive": %b},
     "paths": [{"name": "A", "port": 1, "address": "10.0.0.1:4420"},
               {"name": "B", "port": 2, "address": "10.0.0.2:4420", "delay": "%d us"}],
     "workload": {"access": "%s", "workers": %d, "period": "%d ms", "jitter": "5 ms",
                  "blocks": 32},
     "faults": [%s]}
    """
        .formatted(
            random.nextLong(1 << 30),
            oneOf(random, "best", "none", "time-based", "v3", "v4", "rfc"),
            kato,
            draw.ioTimeoutMillis(random, 1000 * kato),
            random.nextLong(1, 4),
            random.nextLong(0, 3),
            random.nextLong(0, 1500),
            random.nextInt(3) * 2,
            draw == Draw.TRAFFIC_BASED,
            draw == Draw.ON_THE_HOSTS_SIDE ? random.nextLong(50, 12_000) : 100,
            random.nextInt(4) == 0 ? "read-only" : "read-write",
            random.nextInt(1, 6),
            random.nextLong(20, 200),
            faults(draw, random));
  }

  private static String faults(Draw draw, SplittableRandom random) {
    List<String> faults = new ArrayList<>();
    long at = 3000;
    for (int i = 0; i < 2; i++) {
      at += random.nextLong(500);
      if (random.nextInt(3) == 0) {
        faults.add(
            ("{\"fault\": \"slow-write\", \"controller\": 2, \"takes\": \"%d ms\","
                    + " \"at\": \"%d ms\", \"until\": \"%d ms\"}")
                .formatted(random.nextLong(500, 4000), at - 300, at + 100));
      }
      faults.add(fault(random, "B", at));
      if (draw == Draw.BOTH_PATHS) {
        faults.add(fault(random, "A", at + random.nextLong(1, 1500)));
      }
      at += 17_000;
    }
    return String.join(", ", faults);
  }

  private static String fault(SplittableRandom random, String path, long at) {
    String kind = oneOf(random, "stall", "black-hole", "reset", "refuse");
    String way =
        kind.equals("stall") || kind.equals("black-hole")
            ? oneOf(random, "", ", \"directions\": \"to-target\"", ", \"directions\": \"to-host\"")
            : "";
    String until =
        kind.equals("reset")
            ? ""
            : ", \"until\": \"%d ms\"".formatted(at + random.nextLong(300, 8000));
    return "{\"fault\": \"%s\", \"path\": \"%s\", \"at\": \"%d ms\"%s%s}"
        .formatted(kind, path, at, until, way);
  }
}
