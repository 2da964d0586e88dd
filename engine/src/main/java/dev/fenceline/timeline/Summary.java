package dev.fenceline.timeline;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.IoKind;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.Verdict;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Recovery.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a run comes to, in the numbers that a storage engineer would quote.
 *
 * @param scenario what was run; empty where the events do not say
 * @param seed the seed of the run
 * @param clock {@code virtual} or {@code real}; empty where the events do not say
 * @param verdict what the integrity check says; unknown while the run goes on
 * @param corruptions how many findings of damage there are
 * @param breaches how many expectations were missed and invariants broken
 * @param blocksChecked how many blocks were compared with what they may hold
 * @param recoveries the recoveries, in the order of detection
 * @param operations how many reads and writes the workload asked for
 * @param writes how many of them are writes
 * @param writesHeld how many writes waited for the end of fencing
 * @param writesRevoked how many writes the target took back before they had any effect
 * @param events how many events there are
 * @param endNanos the time of the last one
 * @param findings what the checks found, in order
 */
public record Summary(
    String scenario,
    long seed,
    String clock,
    Verdict verdict,
    int corruptions,
    int breaches,
    long blocksChecked,
    List<Recovery> recoveries,
    long operations,
    long writes,
    int writesHeld,
    int writesRevoked,
    int events,
    long endNanos,
    List<Finding> findings) {

  /** Findings that the text names; it says how many more there are. */
  private static final int FINDINGS_SHOWN = 3;

  private static final int WRITE_OPCODE = Opcode.Nvm.WRITE.code();

  public Summary {
    recoveries = List.copyOf(recoveries);
    findings = List.copyOf(findings);
  }

  /** The summary of a timeline as long as it is now. */
  public static Summary of(Timeline timeline) {
    Counter counter = new Counter();
    for (Event event : timeline.events()) {
      counter.count(event);
    }
    List<Recovery> recoveries = Recoveries.of(timeline);
    RunEvent.Started started = counter.started;
    RunEvent.Ended ended = counter.ended;
    return new Summary(
        started == null ? "" : started.scenario(),
        started == null ? 0 : started.seed(),
        started == null ? "" : started.clock(),
        ended == null ? Verdict.UNKNOWN : ended.verdict(),
        ended == null ? counter.found(Finding.Severity.CORRUPTION) : ended.corruptions(),
        ended == null ? counter.found(Finding.Severity.BREACH) : ended.breaches(),
        ended == null ? 0 : ended.blocksChecked(),
        recoveries,
        counter.operations,
        counter.writes,
        recoveries.stream().mapToInt(Recovery::writesHeld).sum(),
        counter.revoked,
        timeline.size(),
        timeline.endNanos(),
        counter.findings);
  }

  /** Whether data is intact and every expectation was met: exit status 0 of the command line. */
  public boolean isGood() {
    return verdict == Verdict.INTACT && breaches == 0;
  }

  /**
   * The fields of the command line's JSON, in order: numbers, strings, lists and maps of these;
   * null for a moment that did not come.
   */
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("scenario", scenario);
    fields.put("seed", seed);
    fields.put("clock", clock);
    fields.put("verdict", verdict.word());
    fields.put("corruptions", corruptions);
    fields.put("breaches", breaches);
    fields.put("blocksChecked", blocksChecked);
    fields.put("operations", operations);
    fields.put("writesHeld", writesHeld);
    fields.put("events", events);
    fields.put("endNanos", endNanos);
    fields.put("recoveries", recoveries.stream().map(Summary::fields).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Recovery recovery) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("controller", recovery.controller());
    fields.put("trigger", recovery.trigger());
    fields.put("detectedNanos", recovery.detectedNanos());
    fields.put("fencedNanos", orNull(recovery.fencedNanos()));
    fields.put("fencedBy", recovery.fencedBy().word());
    fields.put("source", recovery.source());
    fields.put("resumedNanos", orNull(recovery.resumedNanos()));
    fields.put("attempts", recovery.attempts());
    fields.put("outcome", recovery.outcome().word());
    fields.put("reconnectedNanos", orNull(recovery.reconnectedNanos()));
    fields.put("timeoutMillis", recovery.timeoutMillis());
    fields.put("writesHeld", recovery.writesHeld());
    return fields;
  }

  private static @Nullable Long orNull(OptionalLong moment) {
    return moment.isPresent() ? moment.getAsLong() : null;
  }

  /** A few lines for a terminal, each ended by a line feed. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s, %s".formatted(how(), Text.duration(endNanos), Text.count(events, "event")));
    recoveries.forEach(recovery -> addRecovery(lines, recovery));
    lines.add(row("data", verdict.word().toUpperCase(Locale.ROOT) + ": " + checked()));
    if (breaches > 0) {
      lines.add(row("breaches", Integer.toString(breaches)));
    }
    addFindings(lines);
    return String.join("\n", lines) + "\n";
  }

  /** What ran; of a session that no run made, such as a log, there is nothing to say. */
  private String how() {
    return scenario.isEmpty() && clock.isEmpty()
        ? "session"
        : "%s  seed %d  %s clock"
            .formatted(
                scenario.isEmpty() ? "session" : scenario,
                seed,
                clock.isEmpty() ? "unknown" : clock);
  }

  /** A log, a capture or a real host's work has no check that knows what blocks must hold. */
  private String checked() {
    if (verdict != Verdict.INTACT && blocksChecked == 0 && writes == 0) {
      return corruptions == 0 ? "not checked" : Text.count(corruptions, "corruption");
    }
    return "%s checked, %s, %s"
        .formatted(
            Text.count(blocksChecked, "block"),
            Text.count(writes, "write"),
            Text.count(corruptions, "corruption"));
  }

  private static void addRecovery(List<String> lines, Recovery recovery) {
    lines.add(recovery.controller());
    lines.add(row("detection", detection(recovery)));
    lines.add(row("fencing", fencing(recovery)));
    lines.add(
        row(
            "I/O",
            resumed(recovery) + ", " + Text.count(recovery.writesHeld(), "write") + " held"));
    lines.add(row("reconnect", reconnect(recovery)));
  }

  private static String detection(Recovery recovery) {
    String known = Text.moment(recovery.detectedNanos()) + "  " + recovery.trigger();
    long unnoticedNanos = recovery.detectedNanos() - recovery.failedNanos();
    return unnoticedNanos == 0
        ? known
        : "%s, %s after the path failed at %s"
            .formatted(known, Text.duration(unnoticedNanos), Text.moment(recovery.failedNanos()));
  }

  private static String fencing(Recovery recovery) {
    if (recovery.fencedNanos().isEmpty()) {
      return recovery.fences() ? "not ended" : "none: retried elsewhere at once";
    }
    long fenced = recovery.fencedNanos().getAsLong();
    String how =
        switch (recovery.fencedBy()) {
          case CCR -> "by CCR through " + recovery.source();
          case HOLD -> "by hold (T = " + recovery.timeoutMillis() + " ms)";
          case NONE -> "unprotected: nothing was waited for";
        };
    long tookNanos = fenced - recovery.detectedNanos();
    String after = tookNanos == 0 ? "at detection" : Text.duration(tookNanos) + " after detection";
    return "%s  %s, %s".formatted(Text.moment(fenced), how, after);
  }

  private static String resumed(Recovery recovery) {
    return recovery.resumedNanos().isPresent()
        ? Text.moment(recovery.resumedNanos().getAsLong()) + "  goes on over other paths"
        : "not resumed";
  }

  private static String reconnect(Recovery recovery) {
    if (recovery.outcome() != Outcome.RECONNECTED || recovery.reconnectedNanos().isEmpty()) {
      return recovery.outcome().word() + " after " + Text.count(recovery.attempts(), "attempt");
    }
    long at = recovery.reconnectedNanos().getAsLong();
    return "%s  attempt %d, %s after detection"
        .formatted(
            Text.moment(at), recovery.attempts(), Text.duration(at - recovery.detectedNanos()));
  }

  private void addFindings(List<String> lines) {
    List<Finding> bad =
        findings.stream()
            .filter(finding -> finding.severity().compareTo(Finding.Severity.BREACH) >= 0)
            .toList();
    for (Finding finding : bad.subList(0, Math.min(FINDINGS_SHOWN, bad.size()))) {
      lines.add(row(finding.rule(), finding.text()));
    }
    if (bad.size() > FINDINGS_SHOWN) {
      lines.add(row("", "and " + Text.count(bad.size() - FINDINGS_SHOWN, "more finding")));
    }
  }

  private static String row(String name, String text) {
    return "  %-12s %s".formatted(name, text);
  }

  /** What is counted in one pass. */
  private static final class Counter {
    private RunEvent.@Nullable Started started;
    private RunEvent.@Nullable Ended ended;
    private final List<Finding> findings = new ArrayList<>();
    private long operations;
    private long writes;
    private int revoked;

    void count(Event event) {
      switch (event.detail()) {
        case RunEvent.Started detail -> started = detail;
        case RunEvent.Ended detail -> ended = detail;
        case Finding detail -> findings.add(detail);
        case IoEvent.Submitted detail -> {
          operations++;
          if (detail.kind() == IoKind.WRITE) {
            writes++;
          }
        }
        case CommandEvent.Revoked detail -> {
          if (detail.qid() > 0 && detail.opcode() == WRITE_OPCODE) {
            revoked++;
          }
        }
        default -> {}
      }
    }

    int found(Finding.Severity severity) {
      return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
    }
  }
}
