package dev.fenceline.app.explorer;

import dev.fenceline.sweep.CaseResult;
import dev.fenceline.sweep.Percentiles;

/** A duration whose percentiles are known. */
enum Measure {
  OUTAGE("Total outage", "from the failure of a path until its I/O continues on another path"),
  DETECTION("Detection", "from the failure of a path until the host detects it"),
  FENCING("Fencing", "from detection until the old instance can no longer execute commands"),
  HOLD("Hold", "how long a time-based hold lasts");

  private final String words;
  private final String meaning;

  Measure(String words, String meaning) {
    this.words = words;
    this.meaning = meaning;
  }

  /** Returns the name. */
  String words() {
    return words;
  }

  /** Returns a description of what it measures. */
  String meaning() {
    return meaning;
  }

  /** Returns its percentiles over the runs of a case. */
  Percentiles of(CaseResult result) {
    return switch (this) {
      case OUTAGE -> result.outage();
      case DETECTION -> result.detection();
      case FENCING -> result.fencing();
      case HOLD -> result.hold();
    };
  }
}
