package dev.fenceline.scenario;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The range of every setting that has one, by its place in a scenario's JSON. */
final class Limits {
  private static final long SECOND = TimeText.SECOND;
  private static final long DAY = 86_400 * SECOND;

  /** What no table names: nothing here counts below zero or waits longer than a year. */
  private static final Range ANY_NUMBER = new Range.Numbers(0, Long.MAX_VALUE);

  private static final Range ANY_TIME = new Range.Times(0, 365 * DAY, false);

  private static final Map<String, Range> TABLE = table();

  private Limits() {}

  private static Map<String, Range> table() {
    Map<String, Range> table = new LinkedHashMap<>();
    table.put("seed", numbers(Long.MIN_VALUE, Long.MAX_VALUE));
    table.put("limit", times(SECOND, DAY));
    host(table);
    target(table);
    table.put("paths", numbers(1, 16));
    table.put("paths[].port", numbers(1, 16));
    table.put("paths[].delay", times(0, 10 * SECOND));
    table.put("paths[].jitter", times(0, 10 * SECOND));
    table.put("paths[].keptBytesLimit", numbers(1 << 16, 1 << 30));
    table.put("workload.blocks", numbers(1, 1 << 20));
    table.put("workload.workers", numbers(1, 256));
    table.put("workload.period", times(TimeText.MILLI, 3_600 * SECOND));
    table.put("workload.longest", times(0, DAY));
    table.put("faults[].at", new Range.Moments(0, DAY));
    table.put("faults[].until", new Range.Moments(0, DAY));
    table.put("actions[].at", new Range.Moments(0, DAY));
    table.put("actions[].times", numbers(1, 100_000));
    table.put("actions[].every", times(0, DAY));
    table.put("faults[].takes", times(0, 3_600 * SECOND));
    return table;
  }

  private static void host(Map<String, Range> table) {
    table.put("host.policy", words(RecoveryPolicy.values()));
    table.put("host.fenceTimeout", words(HostSettings.FenceTimeout.values()));
    table.put("host.ioPolicy", words(HostSettings.IoPolicy.values()));
    table.put("host.kato", times(0, 3_600 * SECOND));
    table.put("host.ioTimeout", times(TimeText.MILLI, DAY));
    table.put("host.adminTimeout", times(TimeText.MILLI, DAY));
    table.put("host.reconnectDelay", times(SECOND, 3_600 * SECOND));
    table.put("host.ctrlLoss", new Range.Times(0, DAY, true));
    table.put("host.fastIoFail", new Range.Times(0, DAY, true));
    table.put("host.firstDevice", numbers(0, 1_000));
    table.put("host.ioQueues", numbers(1, 64));
    table.put("host.queueSize", numbers(2, 1_024));
    table.put("host.headerDigest", new Range.Switch());
    table.put("host.dataDigest", new Range.Switch());
  }

  private static void target(Map<String, Range> table) {
    table.put("target.cqt", times(0, 65_535 * TimeText.MILLI));
    table.put("target.quiesce", times(0, 3_600 * SECOND));
    table.put("target.brokenPromise", new Range.Switch());
    table.put("target.ccrLimit", numbers(0, 255));
    table.put("target.ccrLogEntries", numbers(1, 511));
    table.put("target.resetsFail", new Range.Switch());
    table.put("target.trafficBasedKeepAlive", new Range.Switch());
    table.put("target.keepAliveGranularity", numbers(1, 65_535));
    table.put("target.answerWhileQuiescing", new Range.Switch());
    table.put("target.maxIoQueues", numbers(1, 65_535));
    table.put("target.maxQueueEntries", numbers(2, 65_536));
    table.put("target.inCapsuleBytes", numbers(0, 1 << 20));
    table.put("target.maxH2cDataBytes", numbers(4_096, 1 << 30));
    table.put("target.resetLatency", times(0, 60 * SECOND));
    table.put("target.media", times(0, 3_600 * SECOND));
    table.put("target.namespaces[].nsid", numbers(1, 0xFFFF_FFFEL));
    table.put("target.namespaces[].blocks", numbers(1, 1L << 32));
    table.put("target.namespaces[].blockBytes", numbers(512, 4_096));
  }

  /**
   * The range of a place such as {@code faults[1].takes} or {@code faults[name=cut].until}; empty
   * if it has none.
   */
  static Optional<Range> at(String place) {
    String general =
        place
            .replaceAll("\\[[^]]*]", "[]")
            .replaceFirst("^hosts\\[]\\.", "")
            .replaceFirst("^workloads\\[]", "workload");
    return Optional.ofNullable(TABLE.get(general));
  }

  static boolean allowsNever(String place) {
    return at(place).orElse(ANY_TIME) instanceof Range.Times times && times.never();
  }

  /** Refuses a number that is out of its range. */
  static void checkNumber(String place, long number) {
    Range range = at(place).orElse(ANY_NUMBER);
    if (range instanceof Range.Numbers(long min, long max) && (number < min || number > max)) {
      throw new Misfit(place, number + " is out of range: " + range);
    }
  }

  /** Refuses a time that is out of its range. */
  static void checkTime(String place, long nanos) {
    Range range = at(place).orElse(ANY_TIME);
    boolean isOutside =
        switch (range) {
          case Range.Times times -> nanos < times.minNanos() || nanos > times.maxNanos();
          case Range.Moments moments -> nanos < moments.minNanos() || nanos > moments.maxNanos();
          case Range.Numbers _, Range.Words _, Range.Switch _ -> false;
        };
    if (isOutside) {
      throw new Misfit(place, TimeText.of(nanos) + " is out of range: " + range);
    }
  }

  private static Range times(long minNanos, long maxNanos) {
    return new Range.Times(minNanos, maxNanos, false);
  }

  private static Range numbers(long min, long max) {
    return new Range.Numbers(min, max);
  }

  private static Range words(Enum<?>[] constants) {
    List<String> words = Arrays.stream(constants).map(Shape::word).toList();
    return new Range.Words(words);
  }
}
