package dev.fenceline.timeline.explanation;

import dev.fenceline.event.Finding;

/** Sentences about findings: what was found, and the rule that makes it a finding. */
final class FindingText {
  private FindingText() {}

  /** Describes what was found, then the rule that makes it a finding. */
  static String why(Finding finding) {
    String text = finding.text().strip();
    String found = text.endsWith(".") ? text : text + ".";
    String rule = rule(finding);
    return rule.isEmpty() ? found : found + " " + rule;
  }

  private static String rule(Finding finding) {
    return switch (finding.rule()) {
      case "lost-update" ->
          "A write that had been acknowledged is gone: an older one took effect after it.";
      case "stale-read" ->
          "The read began after newer data had been seen, and yet returned older data.";
      case "torn" ->
          "Each write stamps its block with a checksum; this block matches none, so it is no one"
              + " write's.";
      case "misdirected" ->
          "Each write stamps its block with the address it is meant for; this is another one's.";
      case "phantom" -> "Nothing that had been submitted by then can have left this data.";
      case "no-bound" -> "T is a multiple of KATO, and CQT; without KATO there is no T.";
      default -> "";
    };
  }
}
