package dev.fenceline.report;

/** The verdict on a row of the report. */
public enum RowVerdict {
  /** The run did what was expected. That can be the loss of data. */
  PASS("passed", "pass"),
  /** The run did not do what was expected. */
  FAIL("failed", "fail"),
  /** The target cannot be tested with this row. */
  NOT_APPLICABLE("not applicable", "not-applicable");

  private final String words;
  private final String key;

  RowVerdict(String words, String key) {
    this.words = words;
    this.key = key;
  }

  /** Returns the verdict for display. */
  public String words() {
    return words;
  }

  /** Returns the verdict as written in JSON. */
  public String key() {
    return key;
  }
}
