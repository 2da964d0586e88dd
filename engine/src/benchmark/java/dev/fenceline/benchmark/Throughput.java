package dev.fenceline.benchmark;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a number of reads over the loopback took. Run as a program, it measures reads with and
 * without a relay, and with and without recording, in turns, and prints the median of each in
 * Markdown, and what recording costs. Arguments, all of them optional: {@code rounds=N}, {@code
 * reads=N}, {@code way=direct}, {@code depth=32}. With {@code target=127.0.0.1:PORT} and {@code
 * nqn=NQN}, it reads from a target that runs already, and prints one line for each depth.
 *
 * @param reads number of reads
 * @param nanos duration of all of them
 * @param latency latency of each, in nanoseconds
 * @param usage what the threads used
 */
record Throughput(int reads, long nanos, Histogram latency, Usage usage) {
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e3;
  private static final int[] DEPTHS = {1, 32};

  /** Reads at depth 1 take this many times as long as at greater depths, so there are fewer. */
  private static final int FEWER = 4;

  double readsASecond() {
    return reads * NANOS / nanos;
  }

  private double micros(double percentile) {
    return latency.getValueAtPercentile(percentile) / MICROS;
  }

  private double each(long amount) {
    return amount / (double) reads;
  }

  private double microsEach(long amount) {
    return each(amount) / MICROS;
  }

  private record Kind(Loopback.Way way, int depth) {
    String wayName() {
      return way.name().toLowerCase(Locale.ROOT);
    }
  }

  /** The results of one kind, without and with recording. */
  private record Results(List<Throughput> plain, List<Throughput> recorded) {
    static Results none() {
      return new Results(new ArrayList<>(), new ArrayList<>());
    }
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(argument(args, "rounds", "5"));
    int reads = Integer.parseInt(argument(args, "reads", "200000"));
    PrintStream out = System.out;
    String target = argument(args, "target", "");
    if (!target.isEmpty()) {
      readFrom(target, argument(args, "nqn", ""), reads, out);
      return;
    }
    String before = Measurements.loadNow();
    StringBuilder lines = new StringBuilder();
    StringBuilder costs = new StringBuilder();
    for (Kind kind : kinds(argument(args, "way", ""), argument(args, "depth", ""))) {
      Results results = measure(kind, kind.depth() == 1 ? reads / FEWER : reads, rounds);
      lines.append(line(kind, "no", median(results.plain())));
      lines.append(line(kind, "yes", median(results.recorded())));
      costs.append(cost(kind, results));
    }
    out.printf("%s; load %s before.%n%n", Measurements.thisMachine(), before);
    out.print(
        """
        | way | depth | recorded | reads/s | p50 us | p99 us | p99.9 us | host us | target us | relay us | writers us | host bytes | target bytes |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|
        """);
    out.print(lines);
    out.println("\nProcessor time and allocated bytes are for each read.\n");
    out.print(costs);
  }

  private static void readFrom(String target, String nqn, int reads, PrintStream out)
      throws Exception {
    URI at = URI.create("tcp://" + target);
    for (int depth : DEPTHS) {
      int number = depth == 1 ? reads / FEWER : reads;
      try (Loopback loopback =
          new Loopback(new InetSocketAddress(at.getHost(), at.getPort()), nqn)) {
        loopback.read(depth, number);
        Throughput figures = loopback.read(depth, number);
        out.printf(
            Locale.ROOT,
            "| %d | %.0f | %.0f | %.0f |%n",
            depth,
            figures.readsASecond(),
            figures.micros(50),
            figures.micros(99));
      }
    }
  }

  private static String argument(String[] args, String name, String otherwise) {
    return Arrays.stream(args)
        .filter(each -> each.startsWith(name + "="))
        .map(each -> each.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }

  /** Returns what to measure: the given way and depth, or all of them if empty. */
  private static List<Kind> kinds(String way, String depth) {
    List<Kind> kinds = new ArrayList<>();
    for (Loopback.Way each : Loopback.Way.values()) {
      for (int at : DEPTHS) {
        Kind kind = new Kind(each, at);
        if ((way.isEmpty() || way.equals(kind.wayName()))
            && (depth.isEmpty() || depth.equals(String.valueOf(at)))) {
          kinds.add(kind);
        }
      }
    }
    return kinds;
  }

  private static Results measure(Kind kind, int reads, int rounds) throws Exception {
    Results results = Results.none();
    for (int round = 0; round < rounds; round++) {
      results.plain().add(once(kind, false, reads));
      results.recorded().add(once(kind, true, reads));
    }
    return results;
  }

  /** Measures once, after as many reads that do not count. */
  static Throughput once(Loopback.Way way, int depth, boolean isRecorded, int reads)
      throws Exception {
    try (Loopback loopback = new Loopback(way, isRecorded)) {
      loopback.read(depth, reads);
      return loopback.read(depth, reads);
    }
  }

  private static Throughput once(Kind kind, boolean isRecorded, int reads) throws Exception {
    return once(kind.way(), kind.depth(), isRecorded, reads);
  }

  /** Returns the one of which as many are faster as are slower. */
  private static Throughput median(List<Throughput> all) {
    return all.stream()
        .sorted(Comparator.comparing(Throughput::readsASecond))
        .toList()
        .get(all.size() / 2);
  }

  private static String line(Kind kind, String recorded, Throughput figures) {
    Usage usage = figures.usage();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %.0f | %.1f | %.1f | %.1f | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f |%n",
        kind.wayName(),
        kind.depth(),
        recorded,
        figures.readsASecond(),
        figures.micros(50),
        figures.micros(99),
        figures.micros(99.9),
        figures.microsEach(usage.hostNanos()),
        figures.microsEach(usage.targetNanos()),
        figures.microsEach(usage.relayNanos()),
        figures.microsEach(usage.writersNanos()),
        figures.each(usage.hostBytes()),
        figures.each(usage.targetBytes()));
  }

  private static String cost(Kind kind, Results results) {
    double ratio =
        median(results.recorded()).readsASecond() / median(results.plain()).readsASecond();
    return String.format(
        Locale.ROOT,
        "Recording leaves %.0f %% of the reads a second (%s, depth %d); 90 are wanted.%n",
        100 * ratio,
        kind.wayName(),
        kind.depth());
  }
}
