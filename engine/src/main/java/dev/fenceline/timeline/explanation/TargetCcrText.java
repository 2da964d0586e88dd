package dev.fenceline.timeline.explanation;

import dev.fenceline.event.FencingEvent;
import dev.fenceline.timeline.span.CopyText;

/** Sentences about the target's events of a cross-controller reset. */
final class TargetCcrText {
  private TargetCcrText() {}

  static String why(FencingEvent detail) {
    return switch (detail) {
      case FencingEvent.TargetAccepted it ->
          "Accepted: instance %s is to be reset. The log page of this controller says how it ended."
              .formatted(it.impacted());
      case FencingEvent.TargetImmediate it ->
          "The instance %s no longer exists: success at once.".formatted(it.impacted());
      case FencingEvent.TargetRejected it ->
          "Refused with %s: %s.".formatted(CopyText.status(it.status()), it.reason());
      case FencingEvent.TargetCompleted it ->
          "The log page says of controller %d: %s.".formatted(it.icid(), status(it.ccrStatus()));
      case FencingEvent.TargetRemoved it ->
          "%s left the log: %s.".formatted(entries(it.entries()), it.reason());
      default -> throw new IllegalArgumentException("not the target's: " + detail);
    };
  }

  /** Describes CCRS of an entry in log 1Eh. */
  static String status(int ccrStatus) {
    return switch (ccrStatus) {
      case 0 -> "its reset is in progress";
      case 1 -> "its reset succeeded";
      case 2 -> "its reset failed";
      default -> "its reset has CCRS " + ccrStatus + ", which has no meaning";
    };
  }

  private static String entries(int entries) {
    return entries == 1 ? "1 entry" : entries + " entries";
  }
}
