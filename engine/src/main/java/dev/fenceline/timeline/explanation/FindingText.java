package dev.fenceline.timeline.explanation;

import dev.fenceline.event.Finding;
import dev.fenceline.event.value.Rule;

/** Sentences about findings: what was found, and the rule that makes it a finding. */
final class FindingText {
  private FindingText() {}

  /** Describes what was found, then the rule that makes it a finding. */
  static String why(Finding finding) {
    String text = finding.text().strip();
    String found = text.endsWith(".") ? text : text + ".";
    return switch (finding.rule()) {
      case Rule.Run.EXPECTATION -> found;
      case Rule.Invariant rule -> "%s Rule %s: %s".formatted(found, rule.code(), rule.sentence());
      case Rule.Run.CHECKS_AGREE -> found + " Rule V1: " + Rule.Run.CHECKS_AGREE.sentence();
      case Rule.Data rule -> found + " " + rule.sentence();
      case Rule.Run.NO_BOUND -> found + " " + Rule.Run.NO_BOUND.sentence();
      case Rule.Unknown rule -> found + " " + rule.sentence();
    };
  }
}
