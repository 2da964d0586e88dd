package dev.fenceline.sweep;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.fenceline.timeline.Text;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A result as plain text for a terminal, and as comma-separated values for a spreadsheet. */
public final class SweepText {
  private static final int WORST_SHOWN = 5;
  private static final int PERCENT = 100;
  private static final String NONE = "-";

  /** The columns of the CSV after the case and what varies. */
  private static final List<String> COLUMNS =
      List.of(
          "seed",
          "verdict",
          "corruptions",
          "breaches",
          "missed",
          "fencedBy",
          "detectionNanos",
          "fencingNanos",
          "holdNanos",
          "outageNanos",
          "events");

  private SweepText() {}

  /** Returns a table of the cases and the worst seeds. Each line ends with a line feed. */
  public static String table(SweepResult result) {
    SweepPlan plan = result.plan();
    List<CaseResult> cases = result.cases();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s  %s x %s, %s%s%n"
            .formatted(
                plan.scenario().id(),
                Text.count(cases.size(), "case"),
                Text.count(plan.seeds(), "seed"),
                Text.count(result.outcomes().size(), "run"),
                result.shard().equals(Shard.WHOLE) ? "" : " of shard " + result.shard()));
    if (!result.isComplete()) {
      text.append("cancelled: what follows is what was done until then\n");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "case",
            "corrupt",
            "95 %",
            "breaches",
            "missed",
            "fail",
            "detection",
            "fencing",
            "hold",
            "outage p50",
            "p90",
            "p99",
            "max"));
    cases.forEach(each -> rows.add(row(each)));
    text.append('\n').append(aligned(rows));
    text.append("\nworst seeds\n").append(aligned(worst(result, cases)));
    return text.toString();
  }

  private static List<String> row(CaseResult each) {
    return List.of(
        each.sweepCase().label(),
        each.corrupt().count() + " of " + each.corrupt().of(),
        interval(each.corrupt()),
        Integer.toString(each.breachCount()),
        Integer.toString(each.missed()),
        Integer.toString(each.failed()),
        duration(each.detection(), each.detection().p50()),
        duration(each.fencing(), each.fencing().p50()),
        duration(each.hold(), each.hold().p50()),
        duration(each.outage(), each.outage().p50()),
        duration(each.outage(), each.outage().p90()),
        duration(each.outage(), each.outage().p99()),
        duration(each.outage(), each.outage().max()));
  }

  /** Formats the interval of a probability, such as {@code 1.2 % to 9.8 %}. */
  public static String interval(Proportion proportion) {
    Proportion.Interval interval = proportion.interval();
    return percent(interval.low(), proportion) + " to " + percent(interval.high(), proportion);
  }

  /** Formats the estimate of a probability, such as {@code 8.0 %}. */
  public static String percent(Proportion proportion) {
    return percent(proportion.fraction(), proportion);
  }

  /** Formats with as many digits as one run changes, so that one of many is not shown as none. */
  private static String percent(double fraction, Proportion proportion) {
    int runs = Math.max(1, proportion.of());
    int digits = Math.max(1, (int) StrictMath.ceil(StrictMath.log10(runs)) - 2);
    return String.format(Locale.ROOT, "%." + digits + "f %%", PERCENT * fraction);
  }

  private static String duration(Percentiles spread, long nanos) {
    return spread.runs() == 0 ? NONE : Text.duration(nanos);
  }

  private static List<List<String>> worst(SweepResult result, List<CaseResult> cases) {
    List<List<String>> rows = new ArrayList<>();
    for (Outcome each : result.worst(WORST_SHOWN)) {
      OptionalLong outage = each.outageNanos();
      rows.add(
          List.of(
              "seed " + each.seed(),
              cases.get(each.caseIndex()).sweepCase().label(),
              each.verdict().word(),
              Text.count(each.corruptions(), "corruption"),
              rules(each),
              outage.isPresent() ? "outage " + Text.duration(outage.getAsLong()) : "no outage"));
    }
    return rows;
  }

  private static String rules(Outcome outcome) {
    return outcome.breaches().isEmpty()
        ? "no breach"
        : outcome.breaches().entrySet().stream()
            .map(each -> each.getKey().code() + " x " + each.getValue())
            .collect(Collectors.joining(" "));
  }

  /** Aligns columns two spaces apart, each as wide as its widest cell. */
  private static String aligned(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        line.append("  ").append(row.get(i)).repeat(" ", width - row.get(i).length());
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /**
   * Returns a header and one line for each run. Durations are in nanoseconds, and empty if the
   * event did not happen.
   */
  public static String csv(SweepResult result) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(columns(result.plan()));
      List<SweepCase> cases = result.plan().cases();
      for (Outcome each : result.outcomes()) {
        csv.writeRecord(cells(each, cases.get(each.caseIndex())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be written to memory", e);
    }
    return text.toString();
  }

  private static List<String> columns(SweepPlan plan) {
    List<String> columns = new ArrayList<>();
    columns.add("case");
    plan.variations().forEach(each -> columns.add(each.parameter().key()));
    columns.addAll(COLUMNS);
    return columns;
  }

  private static List<String> cells(Outcome outcome, SweepCase sweepCase) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(outcome.caseIndex() + 1));
    sweepCase.settings().forEach(each -> cells.add(each.value()));
    cells.add(Long.toString(outcome.seed()));
    cells.add(outcome.verdict().word());
    cells.add(Integer.toString(outcome.corruptions()));
    cells.add(Integer.toString(outcome.breachCount()));
    cells.add(Integer.toString(outcome.missed()));
    cells.add(outcome.fencedBy().word());
    cells.add(number(outcome.detectionNanos()));
    cells.add(number(outcome.fencingNanos()));
    cells.add(number(outcome.holdNanos()));
    cells.add(number(outcome.outageNanos()));
    cells.add(Long.toString(outcome.events()));
    return cells;
  }

  private static String number(OptionalLong nanos) {
    return nanos.isPresent() ? Long.toString(nanos.getAsLong()) : "";
  }
}
