package dev.fenceline.sweep;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Note;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One way in which a run failed, described so that it can be recognised in another run: two equal
 * failures are the same failure.
 *
 * @param kind the kind of failure
 * @param what the corruption or invariant; or what was expected and seen, without its numbers; or
 *     why a run has no verdict
 */
public record RunFailure(Kind kind, String what) {
  /** The kinds of failure. */
  public enum Kind {
    /** Data was damaged. */
    CORRUPTION,
    /** An invariant was broken. */
    BREACH,
    /** An expectation was missed. */
    MISSED,
    /** The run ended without a verdict. */
    UNFINISHED
  }

  /**
   * Matches stand-alone numbers. A number within a name, such as nvme4, is part of the description;
   * times, counts and bytes differ from run to run.
   */
  private static final String NUMBER = "(?<![\\w.])\\d[\\d.,]*";

  private static final String SOME_NUMBER = "\u2026";

  /** Returns every way in which a run that has ended failed, or none if it did not fail. */
  static List<RunFailure> of(Timeline timeline) {
    List<RunFailure> failures = new ArrayList<>();
    String note = "it was not run to its end";
    for (Event event : timeline.events()) {
      switch (event.detail()) {
        case Finding finding -> of(finding).ifPresent(failures::add);
        case Note(String text) -> note = text;
        case RunEvent.Ended ended when ended.verdict() == Verdict.UNKNOWN ->
            failures.add(new RunFailure(Kind.UNFINISHED, note));
        default -> {}
      }
    }
    return failures.stream().distinct().sorted(Comparator.comparing(RunFailure::kind)).toList();
  }

  private static Optional<RunFailure> of(Finding finding) {
    return switch (finding.severity()) {
      case INFO, WARNING -> Optional.empty();
      case CORRUPTION -> Optional.of(new RunFailure(Kind.CORRUPTION, finding.rule().code()));
      case BREACH ->
          Optional.of(
              finding.rule() == Rule.Run.EXPECTATION
                  ? new RunFailure(Kind.MISSED, said(finding.text()))
                  : new RunFailure(Kind.BREACH, finding.rule().code()));
    };
  }

  private static String said(String sentence) {
    return sentence.replaceAll(NUMBER, SOME_NUMBER).replaceAll("\\.$", "");
  }

  /**
   * Returns the most important failure: damage, unless the scenario expects it, then what was
   * broken or missed.
   *
   * @param corruptionExpected whether the scenario expects that data is damaged
   */
  static Optional<RunFailure> worst(List<RunFailure> failures, boolean corruptionExpected) {
    return failures.stream()
        .min(
            Comparator.comparing(
                    (RunFailure each) -> corruptionExpected && each.kind() == Kind.CORRUPTION)
                .thenComparing(RunFailure::kind));
  }

  /** Describes the failure in words, such as {@code data is corrupt (lost-update)}. */
  public String words() {
    return switch (kind) {
      case CORRUPTION -> "data is corrupt (" + what + ")";
      case BREACH -> "invariant " + what + " is broken";
      case MISSED -> "an expectation is missed (" + what + ")";
      case UNFINISHED -> "there is no verdict (" + what + ")";
    };
  }
}
