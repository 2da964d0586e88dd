package dev.fenceline.timeline.recovery;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Derived;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a run, in the numbers that a storage engineer would quote.
 *
 * @param scenario the scenario, or empty if no event names it
 * @param seed the seed of the run
 * @param clock {@code virtual} or {@code real}, or empty if no event names it
 * @param policy the recovery policy of the host, or empty if no event names it
 * @param verdict the verdict of the integrity check, which is unknown during the run
 * @param corruptions number of findings of damage
 * @param breaches number of missed expectations and broken invariants
 * @param blocksChecked number of blocks that were compared with what they may hold
 * @param recoveries the recoveries, in the order of detection
 * @param returns controllers that were closed and live again, of which it is not known whether that
 *     was a recovery, in order
 * @param operations number of reads and writes of the workload
 * @param operationsFailed number of them that ended with an error for the application, or empty if
 *     it is not known
 * @param writes number of writes among them
 * @param writesHeld number of writes that waited for the end of fencing, or empty if it is not
 *     known
 * @param writesRevoked number of writes that the target revoked before they had any effect
 * @param events number of events
 * @param endNanos the time of the last one
 * @param findings what the checks found, in order
 * @param stoppedFileSystems file systems that stopped according to a kernel log, in order
 */
public record Summary(
    String scenario,
    long seed,
    String clock,
    String policy,
    Verdict verdict,
    int corruptions,
    int breaches,
    long blocksChecked,
    List<Recovery> recoveries,
    List<Return> returns,
    long operations,
    OptionalLong operationsFailed,
    long writes,
    OptionalInt writesHeld,
    int writesRevoked,
    int events,
    long endNanos,
    List<Finding> findings,
    List<StoppedFileSystem> stoppedFileSystems) {

  /** The number of findings that the text names. It also says how many more there are. */
  private static final int FINDINGS_SHOWN = 3;

  private static final int WRITE_OPCODE = Opcode.Nvm.WRITE.code();

  public Summary {
    recoveries = List.copyOf(recoveries);
    returns = List.copyOf(returns);
    findings = List.copyOf(findings);
    stoppedFileSystems = List.copyOf(stoppedFileSystems);
  }

  /**
   * Returns the summary of the events that a timeline currently contains. Reads each event once.
   */
  public static Summary of(Timeline timeline) {
    return timeline.index(Counter.class, Counter::new).derived.now();
  }

  private static Summary of(Timeline timeline, Counter counter) {
    List<Recovery> recoveries = Recoveries.of(timeline);
    List<Return> returns = Returns.of(timeline);
    RunEvent.Started started = counter.started;
    RunEvent.Ended ended = counter.ended;
    // A session that is laid over the run may have lost data although the run itself has not.
    int found = counter.found(Finding.Severity.CORRUPTION);
    Verdict ofRun = ended == null ? Verdict.UNKNOWN : ended.verdict();
    return new Summary(
        started == null ? "" : started.scenario(),
        started == null ? 0 : started.seed(),
        started == null ? "" : started.clock(),
        started == null ? "" : started.policy(),
        ended != null && found > 0 ? Verdict.CORRUPT : ofRun,
        ended == null ? found : Math.max(found, ended.corruptions()),
        ended == null ? counter.found(Finding.Severity.BREACH) : ended.breaches(),
        ended == null ? 0 : ended.blocksChecked(),
        recoveries,
        returns,
        counter.operations,
        counter.operations == 0 ? OptionalLong.empty() : OptionalLong.of(counter.operationsFailed),
        counter.writes,
        returns.isEmpty() ? writesHeld(recoveries) : OptionalInt.empty(),
        counter.revoked,
        counter.events(),
        counter.endNanos(),
        counter.findings,
        counter.stopped);
  }

  /**
   * Returns the number of held writes in all recoveries, or empty if it is not known for one of
   * them.
   */
  private static OptionalInt writesHeld(List<Recovery> recoveries) {
    return recoveries.stream().anyMatch(recovery -> recovery.writesHeld().isEmpty())
        ? OptionalInt.empty()
        : OptionalInt.of(recoveries.stream().mapToInt(each -> each.writesHeld().orElse(0)).sum());
  }

  /** Reports whether data is intact and every expectation was met, which gives exit status 0. */
  public boolean isGood() {
    return verdict == Verdict.INTACT && breaches == 0;
  }

  /**
   * Returns the fields of the command line's JSON, in order: numbers, strings, lists and maps of
   * these, or null for a moment that did not occur.
   */
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("scenario", scenario);
    fields.put("seed", seed);
    fields.put("clock", clock);
    fields.put("policy", policy);
    fields.put("verdict", verdict.word());
    fields.put("corruptions", corruptions);
    fields.put("breaches", breaches);
    fields.put("blocksChecked", blocksChecked);
    fields.put("operations", operations);
    fields.put(
        "operationsFailed", operationsFailed.isPresent() ? operationsFailed.getAsLong() : null);
    fields.put("writesHeld", writesHeld.isPresent() ? writesHeld.getAsInt() : null);
    fields.put("events", events);
    fields.put("endNanos", endNanos);
    fields.put("recoveries", recoveries.stream().map(Summary::fields).toList());
    fields.put("returns", returns.stream().map(Summary::fields).toList());
    fields.put("stoppedFileSystems", stoppedFileSystems.stream().map(Summary::fields).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Return returned) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("controller", returned.controller());
    fields.put("closedNanos", returned.closedNanos());
    fields.put("connectingNanos", returned.connectingNanos());
    fields.put("liveNanos", orNull(returned.liveNanos()));
    return fields;
  }

  private static Map<String, @Nullable Object> fields(StoppedFileSystem stopped) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("fileSystem", stopped.fileSystem());
    fields.put("disk", stopped.disk());
    fields.put("nanos", stopped.nanos());
    fields.put("how", stopped.how());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Recovery recovery) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("controller", recovery.controller());
    fields.put("trigger", recovery.trigger());
    fields.put("failedNanos", orNull(recovery.failedNanos()));
    fields.put("lastHeardNanos", orNull(recovery.lastHeardNanos()));
    fields.put("detectedNanos", orNull(recovery.seenDetectedNanos()));
    fields.put("fencedNanos", orNull(recovery.fencedNanos()));
    fields.put("fencedBy", recovery.fencedByOrNull());
    fields.put("source", recovery.source());
    fields.put("io", recovery.io().wordOrNull());
    fields.put("resumedNanos", orNull(recovery.resumedNanos()));
    fields.put("operationsFailed", recovery.operationsFailedOrNull());
    fields.put("attempts", recovery.attemptsOrNull());
    fields.put("attemptsSeen", recovery.attempts());
    fields.put("failures", recovery.failures().stream().map(Summary::fields).toList());
    fields.put("outcome", recovery.outcome().word());
    fields.put("reconnectedNanos", orNull(recovery.reconnectedNanos()));
    fields.put(
        "cqtMillis", recovery.cqtMillis().isPresent() ? recovery.cqtMillis().getAsLong() : null);
    fields.put("timeoutMillis", recovery.timeoutMillis() == 0 ? null : recovery.timeoutMillis());
    fields.put("writesHeld", recovery.writesHeldOrNull());
    fields.put("writesHeldSeen", recovery.writesHeldSeen());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Recovery.FailedAttempt failed) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("attempt", failed.attempt());
    fields.put("reason", failed.reason());
    return fields;
  }

  private static @Nullable Long orNull(OptionalLong moment) {
    return moment.isPresent() ? moment.getAsLong() : null;
  }

  /** Returns a few lines for a terminal, each ending with a line feed. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("%s  %s, %s".formatted(how(), Text.duration(endNanos), Text.count(events, "event")));
    recoveries.forEach(recovery -> addRecovery(lines, recovery));
    returns.forEach(returned -> addReturn(lines, returned));
    stoppedFileSystems.forEach(stopped -> lines.add(row("file system", stopped.words())));
    lines.add(row("data", verdict.word().toUpperCase(Locale.ROOT) + ": " + checked()));
    operationsFailed.ifPresent(failed -> addFailed(lines, failed));
    if (breaches > 0) {
      lines.add(row("breaches", Integer.toString(breaches)));
    }
    addFindings(lines);
    return String.join("\n", lines) + "\n";
  }

  /** Describes what ran, or nothing for a session that is not a run, such as a log. */
  private String how() {
    return scenario.isEmpty() && clock.isEmpty()
        ? "session"
        : "%s  seed %d  %s clock%s"
            .formatted(
                scenario.isEmpty() ? "session" : scenario,
                seed,
                clock.isEmpty() ? "unknown" : clock,
                policy.isEmpty() ? "" : "  policy " + policy);
  }

  private void addFailed(List<String> lines, long failed) {
    if (failed > 0) {
      lines.add(
          row(
              "failed",
              "%s of %s ended with an error to the application"
                  .formatted(Text.number(failed), Text.count(operations, "operation"))));
    }
  }

  /**
   * Describes what was checked. For a log, a capture or a real host, no check knows the contents of
   * blocks.
   */
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
    RecoveryText words = new RecoveryText(recovery);
    lines.add(recovery.controller());
    lines.add(row("detection", words.detection()));
    lines.add(row("fencing", words.fencing()));
    lines.add(row("I/O", words.io()));
    lines.add(row("reconnect", words.reconnect()));
    addSome(lines, words.failures(), "more reason");
  }

  private static void addReturn(List<String> lines, Return returned) {
    lines.add(returned.controller());
    lines.add(row("closed", returned.closed()));
    lines.add(row("reconnect", returned.reconnect()));
  }

  private void addFindings(List<String> lines) {
    List<Finding> bad =
        findings.stream()
            .filter(finding -> finding.severity().compareTo(Finding.Severity.BREACH) >= 0)
            .toList();
    for (Finding finding : bad.subList(0, Math.min(FINDINGS_SHOWN, bad.size()))) {
      lines.add(row(finding.rule().code(), finding.text()));
    }
    if (bad.size() > FINDINGS_SHOWN) {
      lines.add(row("", "and " + Text.count(bad.size() - FINDINGS_SHOWN, "more finding")));
    }
  }

  private static void addSome(List<String> lines, List<String> all, String more) {
    all.subList(0, Math.min(FINDINGS_SHOWN, all.size())).forEach(each -> lines.add(row("", each)));
    if (all.size() > FINDINGS_SHOWN) {
      lines.add(row("", "and " + Text.count(all.size() - FINDINGS_SHOWN, more)));
    }
  }

  private static String row(String name, String text) {
    return "  %-12s %s".formatted(name, text);
  }

  /** The counts of one pass. */
  private static final class Counter {
    private static final List<Class<? extends Detail>> COUNTED =
        List.of(
            RunEvent.class,
            Finding.class,
            IoEvent.class,
            LogEvent.FileSystemStopped.class,
            CommandEvent.Revoked.class);

    private RunEvent.@Nullable Started started;
    private RunEvent.@Nullable Ended ended;
    private final List<Finding> findings = new ArrayList<>();
    private final List<StoppedFileSystem> stopped = new ArrayList<>();
    private long operations;
    private long operationsFailed;
    private long writes;
    private int revoked;
    private final Timeline timeline;
    private final Derived<Summary> derived;

    Counter(Timeline timeline) {
      this.timeline = timeline;
      derived = new Derived<>(timeline, COUNTED, this::count, () -> of(timeline, this));
    }

    private int events() {
      return derived.size();
    }

    /** Returns the time of the last event, or 0 if there is none. */
    private long endNanos() {
      return events() == 0 ? 0 : timeline.nanos(events() - 1);
    }

    private void count(Event event) {
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
        case LogEvent.FileSystemStopped detail ->
            stopped(StoppedFileSystem.of(detail, event.nanos()));
        case IoEvent.Ended detail -> operationsFailed += detail.status() == 0 ? 0 : 1;
        case CommandEvent.Revoked detail -> {
          if (detail.qid() > 0 && detail.opcode() == WRITE_OPCODE) {
            revoked++;
          }
        }
        default -> {}
      }
    }

    /**
     * Adds a stopped file system. Its stop is reported in several lines, and a line refers to each
     * failed controller.
     */
    private void stopped(StoppedFileSystem next) {
      if (stopped.stream().noneMatch(next::isSame)) {
        stopped.add(next);
      }
    }

    private int found(Finding.Severity severity) {
      return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
    }
  }
}
