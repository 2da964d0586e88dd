package dev.fenceline.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fenceline.scenario.RecoveryPolicy;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A scenario drawn from a seed: any policy, any target, faults of all kinds in any direction, and
 * actions by hand. The same seed is the same scenario for ever, so a new thing to draw is drawn
 * last, or makes new seeds.
 */
final class RandomScenario {
  private static final int MOST_PATHS = 4;
  private static final long FIRST_FAULT_MILLIS = 3_000;
  private static final long LAST_FAULT_MILLIS = 14_000;

  private final SplittableRandom random;
  private final long seed;
  private final int paths;
  private final RecoveryPolicy policy;
  private final Map<String, Object> host = new LinkedHashMap<>();
  private final Map<String, Object> target = new LinkedHashMap<>();
  private final List<Map<String, Object>> faults = new ArrayList<>();
  private final List<Map<String, Object>> actions = new ArrayList<>();

  private RandomScenario(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.paths = of(2, 2, 2, 1, 3, MOST_PATHS);
    this.policy = of(RecoveryPolicy.values());
  }

  /** The scenario of a seed as a file. */
  static String text(long seed) {
    try {
      return new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(new RandomScenario(seed).draw());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The scenario of a seed. */
  static Scenario of(long seed) {
    return ScenarioReader.read(text(seed), "random scenario " + seed);
  }

  private Map<String, Object> draw() {
    drawHost();
    drawTarget();
    Map<String, Object> scenario = new LinkedHashMap<>();
    scenario.put("id", "random-" + seed);
    scenario.put("title", "random scenario " + seed);
    scenario.put("seed", seed);
    scenario.put("host", host);
    scenario.put("target", target);
    scenario.put("paths", drawPaths());
    scenario.put("workload", workload());
    int outages = of(0, 1, 1, 1, 2, 2, 3);
    for (int number = 1; number <= outages; number++) {
      outage(number);
    }
    for (int left = of(0, 0, 0, 1, 1, 2, 3); left > 0; left--) {
      fault();
    }
    for (int left = of(0, 0, 0, 1, 1, 2); left > 0; left--) {
      action();
    }
    scenario.put("faults", faults);
    scenario.put("actions", actions);
    scenario.put("permits", permits());
    scenario.put("limit", "600 s");
    return scenario;
  }

  private void drawHost() {
    host.put("policy", policy.word());
    host.put("fenceTimeout", of("tp4129", "tp4129", "tp4129", "linux-v3"));
    host.put("ioQueues", of(1, 1, 2));
    host.put("queueSize", of(128, 128, 16, 4, 2));
    host.put("kato", millis(oneIn(25) ? 0 : random.nextLong(1, 9) * 1_000));
    host.put("ioTimeout", millis(random.nextLong(1_000, 31_000)));
    host.put("adminTimeout", millis(random.nextLong(2_000, 61_000)));
    host.put("reconnectDelay", millis(random.nextLong(1, 11) * 1_000));
    host.put(
        "ctrlLoss", of("600 s", "600 s", "never", "0 s", millis(random.nextLong(1_000, 40_000))));
    host.put("fastIoFail", of("never", "never", "0 s", millis(random.nextLong(20_000))));
    host.put("headerDigest", oneIn(4));
    host.put("dataDigest", oneIn(4));
    host.put("ioPolicy", of("queue-depth", "round-robin", "numa"));
  }

  private void drawTarget() {
    long cqtMillis = oneIn(4) ? 0 : random.nextLong(1, 6_000);
    boolean broken = cqtMillis > 0 && oneIn(12);
    long quiesceMillis =
        cqtMillis == 0 || broken ? random.nextLong(20_000) : random.nextLong(cqtMillis + 1);
    target.put("cqt", millis(cqtMillis));
    target.put("quiesce", millis(quiesceMillis));
    target.put("brokenPromise", broken);
    target.put("ccrLimit", of(0, 1, 4, 4));
    target.put("ccrLogEntries", of(511, 511, 1));
    target.put("resetsFail", oneIn(12));
    target.put("trafficBasedKeepAlive", oneIn(5));
    target.put("keepAliveGranularity", of(10, 1));
    target.put("answerWhileQuiescing", !oneIn(3));
    target.put("inCapsuleBytes", of(0, 1_024, 8_192));
    target.put("maxH2cDataBytes", of(4_096, 131_072));
    target.put("resetLatency", millis(oneIn(3) ? random.nextLong(2_000) : 0));
    target.put("media", of("80 us", "80 us", "1 ms", "20 ms"));
  }

  private List<Map<String, Object>> drawPaths() {
    List<Map<String, Object>> drawn = new ArrayList<>();
    for (int path = 1; path <= paths; path++) {
      long delayMicros = oneIn(4) ? random.nextLong(300_000) : random.nextLong(20, 2_000);
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("name", name(path));
      settings.put("port", path);
      settings.put("address", "10.0.0.%d:4420".formatted(path));
      settings.put("delay", micros(delayMicros));
      settings.put("jitter", micros(random.nextLong(delayMicros / 2 + 1)));
      drawn.add(settings);
    }
    return drawn;
  }

  private Map<String, Object> workload() {
    int blocks = random.nextInt(2, 17);
    Map<String, Object> workload = new LinkedHashMap<>();
    workload.put("blocks", blocks);
    workload.put("workers", random.nextInt(1, Math.min(blocks, 8) + 1));
    workload.put("period", millis(random.nextLong(40, 200)));
    workload.put("jitter", millis(random.nextLong(40)));
    workload.put("stopAfterRecovery", millis(random.nextLong(1_000, 12_000)));
    workload.put("longest", "70 s");
    return workload;
  }

  /** A path fails, often while media is slow: what is at media then may land late. */
  private void outage(int number) {
    int path = random.nextInt(1, paths + 1);
    long cutMillis = random.nextLong(FIRST_FAULT_MILLIS, LAST_FAULT_MILLIS);
    if (!oneIn(4)) {
      slow(oneIn(4) ? 0 : path, cutMillis - random.nextLong(500), cutMillis + random.nextLong(200));
    }
    String kind = of("stall", "stall", "stall", "black-hole", "reset", "refuse");
    Map<String, Object> cut = new LinkedHashMap<>();
    cut.put("name", "cut" + number);
    cut.put("fault", kind);
    cut.put("path", name(path));
    if (kind.equals("stall") || kind.equals("black-hole")) {
      cut.put("directions", directions());
    }
    if (kind.equals("stall") && oneIn(4)) {
      cut.put("keepBytes", true);
    }
    cut.put("at", millis(cutMillis));
    if (!kind.equals("reset")) {
      cut.put("until", millis(cutMillis + random.nextLong(35_000)));
    }
    faults.add(cut);
  }

  private void slow(int controller, long fromMillis, long toMillis) {
    Map<String, Object> slow = new LinkedHashMap<>();
    boolean hang = oneIn(6);
    slow.put("fault", hang ? "hang" : "slow-write");
    slow.put("controller", controller);
    if (!hang) {
      slow.put("takes", millis(random.nextLong(40_000)));
    }
    slow.put("at", millis(fromMillis));
    slow.put("until", millis(toMillis + (hang ? random.nextLong(30_000) : 0)));
    faults.add(slow);
  }

  /** Something else that is broken, by itself or beside an outage. */
  private void fault() {
    long atMillis = random.nextLong(FIRST_FAULT_MILLIS, 2 * LAST_FAULT_MILLIS);
    String path = name(random.nextInt(1, paths + 1));
    Map<String, Object> fault = new LinkedHashMap<>();
    switch (random.nextInt(4)) {
      case 0 -> {
        fault.put("fault", "delay");
        fault.put("path", path);
        fault.put("directions", directions());
        fault.put("delay", micros(random.nextLong(300_000)));
        fault.put("jitter", micros(random.nextLong(20_000)));
        fault.put("at", millis(atMillis));
      }
      case 1 -> {
        fault.put("fault", "ana");
        fault.put("path", path);
        fault.put(
            "state",
            of("non-optimized", "inaccessible", "inaccessible", "persistent-loss", "change"));
        fault.put("at", millis(atMillis));
        fault.put("until", millis(atMillis + random.nextLong(20_000)));
      }
      case 2 -> {
        String kind = of("reset", "stall");
        fault.put("fault", kind);
        fault.put("path", path);
        fault.put("at", millis(atMillis));
        if (kind.equals("stall")) {
          fault.put("until", millis(atMillis + random.nextLong(6_000)));
        }
      }
      default -> {
        slow(random.nextInt(paths + 1), atMillis, atMillis + random.nextLong(2_000));
        return;
      }
    }
    faults.add(fault);
  }

  private void action() {
    long atMillis = random.nextLong(FIRST_FAULT_MILLIS, 2 * LAST_FAULT_MILLIS);
    String device = device(random.nextInt(1, paths + 1));
    switch (random.nextInt(4)) {
      case 0 -> {
        act("disconnect", device, atMillis);
        if (!oneIn(4)) {
          act("connect", device, atMillis + random.nextLong(12_000));
        }
      }
      case 1, 2 -> act("reset", device, atMillis);
      default -> {
        Map<String, Object> ccr = new LinkedHashMap<>();
        ccr.put("action", "ccr");
        ccr.put("through", device(random.nextInt(1, paths + 1)));
        ccr.put("of", device);
        ccr.put("naming", of("current", "current", "former", "wrong-ciu", "wrong-cirn"));
        ccr.put("at", millis(atMillis));
        actions.add(ccr);
      }
    }
  }

  private void act(String action, String device, long atMillis) {
    Map<String, Object> taken = new LinkedHashMap<>();
    taken.put("action", action);
    taken.put("controller", device);
    taken.put("at", millis(atMillis));
    actions.add(taken);
  }

  /** What such a host and such a target break by design. */
  private List<String> permits() {
    TreeSet<String> permitted = new TreeSet<>();
    if (!isProtected()) {
      permitted.add("H1");
    }
    if (Boolean.TRUE.equals(target.get("brokenPromise"))) {
      permitted.add("T1");
    }
    return List.copyOf(permitted);
  }

  /**
   * Whether host and target together promise that no write is sent again too early. Where a person
   * resets or disconnects a controller the series does what Linux does, and that promises nothing.
   */
  private boolean isProtected() {
    return policy.holds(true)
        && (actions.isEmpty() || !policy.asksForReset() || policy.isOurs())
        && "tp4129".equals(host.get("fenceTimeout"))
        && !"0 ms".equals(target.get("cqt"))
        && !"0 ms".equals(host.get("kato"));
  }

  private String directions() {
    return of("both", "both", "both", "to-target", "to-host");
  }

  private boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  @SafeVarargs
  private <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String name(int path) {
    return String.valueOf((char) ('A' + path - 1));
  }

  private static String device(int path) {
    return "nvme" + (2 + path);
  }

  private static String millis(long millis) {
    return millis + " ms";
  }

  private static String micros(long micros) {
    return micros + " us";
  }
}
