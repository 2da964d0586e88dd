package dev.fenceline.benchmark;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts from which sessions are generated. They come from real runs in virtual time of one host
 * with two paths.
 *
 * @param bringUp from the first event until every path is live
 * @param keepAlives lists of events, each of one Keep Alive of both controllers
 * @param load I/O over both paths
 * @param recoveries recoveries, each from live paths through a failure until all paths are live
 *     again
 * @param corrupting a recovery that corrupts data, with one finding at its end
 */
record Material(
    List<Event> bringUp,
    List<List<Event>> keepAlives,
    List<Event> load,
    List<List<Event>> recoveries,
    List<Event> corrupting) {
  /** Events that are further apart belong to different Keep Alives. */
  private static final long PAUSE_NANOS = 100_000_000;

  /** Duration of the run whose only traffic is Keep Alive. */
  private static final String QUIET = "30 s";

  /** A limit that is larger than the number of events of any run. */
  private static final int EVENTS_MAX = 1_000_000;

  private static final int SEEDS_MAX = 100;

  private static final String SCENARIO =
      """
      {"id": "generated", "title": "generated", "limit": "120 s",
       "host": {"policy": "%s"},
       "target": {"cqt": "%s", "quiesce": "1.5 s", "ccrLimit": %d},
       "workload": {"blocks": 16, "workers": %d, "period": "%s", "jitter": "10 ms",
                    "stopAfterRecovery": "%s"},
       "faults": [%s], "permits": ["H1"]}
      """;

  private static final String CUT =
      """
      {"fault": "slow-write", "controller": 2, "takes": "8.8 s", "at": "cut - 150 ms", "until": "cut"},
      {"name": "cut", "fault": "stall", "path": "B", "at": "1 s + random 1 s", "until": "9.5 s"}
      """;

  /** Runs the scenarios and returns their parts. */
  static Material of(long seed) {
    List<Event> ccr = run("best", "5 s", 4, 2, "400 ms", CUT, seed);
    List<Event> hold = run("best", "5 s", 0, 2, "400 ms", CUT, seed);
    List<Event> load = run("best", "5 s", 4, 32, "20 ms", "", seed);
    return new Material(
        ccr.subList(0, ready(ccr)),
        keepAlives(run("best", "5 s", 4, 1, "3600 s", "", seed)),
        between(load, ready(load), 4_000),
        List.of(recovery(ccr), recovery(hold)),
        corrupting(seed));
  }

  private static List<Event> run(
      String policy, String cqt, int ccrs, int workers, String period, String faults, long seed) {
    String stop = faults.isEmpty() && workers == 1 ? QUIET : "1 s";
    String text = SCENARIO.formatted(policy, cqt, ccrs, workers, period, stop, faults);
    Scenario scenario = ScenarioReader.read(text, "generator");
    return Lab.run(scenario, seed).events();
  }

  private static int ready(List<Event> run) {
    return stage(run, RunEvent.Stage.READY) + 1;
  }

  private static int stage(List<Event> run, RunEvent.Stage stage) {
    for (int i = 0; i < run.size(); i++) {
      if (run.get(i).detail() instanceof RunEvent.Reached reached && reached.stage() == stage) {
        return i;
      }
    }
    throw new IllegalStateException("the run never came to " + stage);
  }

  private static List<Event> between(List<Event> run, int from, int most) {
    int end = stage(run, RunEvent.Stage.WORKLOAD_STOPPED);
    return run.subList(from, Math.min(end, from + most));
  }

  private static List<Event> recovery(List<Event> run) {
    return between(run, ready(run), EVENTS_MAX);
  }

  /** Tries seeds until one corrupts data. */
  private static List<Event> corrupting(long seed) {
    for (long next = seed; next < seed + SEEDS_MAX; next++) {
      List<Event> run = run("none", "0 s", 0, 3, "300 ms", CUT, next);
      for (Event event : run) {
        if (event.detail() instanceof Finding finding
            && finding.severity() == Finding.Severity.CORRUPTION) {
          List<Event> part = new ArrayList<>(recovery(run));
          part.add(event);
          return part;
        }
      }
    }
    throw new IllegalStateException("no seed corrupts data");
  }

  private static List<List<Event>> keepAlives(List<Event> run) {
    List<List<Event>> all = new ArrayList<>();
    List<Event> one = new ArrayList<>();
    long before = 0;
    for (Event event : between(run, ready(run), EVENTS_MAX)) {
      if (event.nanos() - before > PAUSE_NANOS) {
        add(one, all);
        one = new ArrayList<>();
      }
      one.add(event);
      before = event.nanos();
    }
    add(one, all);
    return all;
  }

  private static void add(List<Event> one, List<List<Event>> all) {
    if (one.stream().anyMatch(event -> event.detail() instanceof KeepAliveEvent.Sent)) {
      all.add(one);
    }
  }
}
