package dev.fenceline.benchmark;

import dev.fenceline.session.ProgramVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Measures the whole program and prints a table in Markdown. Compares it with the table of the
 * release: lists the rows that are 1.5 times slower at the end, and then exits with status 1.
 *
 * <p>Arguments, all of them optional: {@code rows=PATTERN}, {@code compare=FILE}, {@code
 * keep=FILE}, {@code folder=FOLDER} for the files to measure with. Run in the folder of the
 * project, after {@code mvn -q -DskipTests package}.
 */
public final class Table {
  /**
   * The factor by which a figure may be worse than the kept one before it is reported as slower.
   */
  private static final double SLOWER = 1.5;

  private static final String YARDSTICK = "a fixed work on one core";

  private final PrintStream out = System.out;
  private final List<Row> rows;
  private final List<String> failed = new ArrayList<>();

  private Table(List<Row> rows) {
    this.rows = rows;
  }

  /** Measures the rows and prints the table. */
  public static void main(String[] args) throws IOException {
    Path kept = kept();
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "fenceline-benchmarks");
    Inputs inputs =
        new Inputs(
            Path.of(argument(args, "folder", folder.toString())),
            Path.of("engine/src/test/resources/real-logs"));
    Program program = new Program(Path.of("app/target/fenceline/bin/fenceline"));
    Pattern wanted = Pattern.compile(argument(args, "rows", ""));
    List<Row> rows =
        Rows.all(inputs, program).stream()
            .filter(row -> wanted.matcher(row.what()).find())
            .toList();
    Path compared = Path.of(argument(args, "compare", kept.toString()));
    Table table = new Table(rows);
    Measurements now = table.measure();
    String keep = argument(args, "keep", "");
    boolean isSlower = table.print(now, compared);
    if (!keep.isEmpty()) {
      now.write(Path.of(keep));
    }
    System.exit(isSlower || !table.failed.isEmpty() ? 1 : 0);
  }

  private static Path kept() {
    return Path.of("engine/benchmarks/results/" + ProgramVersion.number() + ".json");
  }

  private static String argument(String[] args, String name, String otherwise) {
    return Arrays.stream(args)
        .filter(each -> each.startsWith(name + "="))
        .map(each -> each.substring(name.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }

  private Measurements measure() {
    String before = Measurements.loadNow();
    List<Result> results = new ArrayList<>();
    double yardstick = Yardstick.millis();
    results.add(new Result(YARDSTICK, "ms", false, yardstick, yardstick, yardstick, 1));
    for (Row row : rows) {
      System.err.println(row.what() + " ...");
      try {
        results.add(measure(row));
      } catch (Exception cannot) {
        failed.add(row.what() + ": " + cannot);
      }
    }
    return new Measurements(
        ProgramVersion.number(),
        Measurements.thisMachine(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        before + " before, " + Measurements.loadNow() + " after",
        results);
  }

  private static Result measure(Row row) throws Exception {
    double[] figures = new double[row.times()];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = row.measure().once();
    }
    Arrays.sort(figures);
    return new Result(
        row.what(),
        row.unit(),
        row.isRate(),
        figures[figures.length / 2],
        figures[0],
        figures[figures.length - 1],
        figures.length);
  }

  /** Returns how much slower the machine is now than when other figures were measured. */
  private static double pace(Measurements now, Measurements kept) {
    Result before = kept.find(YARDSTICK).orElse(null);
    return before == null
        ? 1
        : now.find(YARDSTICK).map(result -> result.slower(before)).orElse(1.0);
  }

  /** Prints the table and reports whether any row is slower than the kept one. */
  private boolean print(Measurements now, Path compared) throws IOException {
    boolean isKept = Files.exists(compared);
    Measurements kept = isKept ? Measurements.read(compared) : now;
    out.printf(
        "Fenceline %s; %s; %s; load %s; %s: %s.%n%n",
        now.program(),
        now.machine(),
        now.java(),
        now.load(),
        YARDSTICK,
        now.find(YARDSTICK).map(Result::words).orElse("not measured"));
    double pace = pace(now, kept);
    if (kept.find(YARDSTICK).isPresent() && isKept) {
      out.printf(
          "It takes %.2f times as long as when the kept figures were measured, "
              + "so the ratios of times and rates are divided by that.%n%n",
          pace);
    }
    out.println(
        "| what | at 3c1d33d | now: median (least to greatest) | must be | to the kept one |");
    out.println("|---|---|---|---|---|");
    List<String> slower = new ArrayList<>();
    for (Row row : rows) {
      Result result = now.find(row.what()).orElse(null);
      if (result == null) {
        continue;
      }
      Result before = kept.find(row.what()).orElse(null);
      double factor = before == null ? 1 : result.slower(before) / (result.isSize() ? 1 : pace);
      String ratio = isKept && before != null ? String.format(Locale.ROOT, "%.2f", factor) : "";
      out.printf(
          "| %s | %s | %s | %s | %s |%n",
          row.what(), row.before(), result.words(), row.must(), ratio);
      if (factor >= SLOWER) {
        slower.add(String.format(Locale.ROOT, "%s: %.1f times as slow", row.what(), factor));
      }
    }
    failed.forEach(each -> out.printf("%nNOT MEASURED: %s%n", each));
    slower.forEach(each -> out.printf("%nSLOWER than %s: %s%n", compared, each));
    return !slower.isEmpty();
  }
}
