package dev.fenceline.report;

/** What a row of the report comes to. */
public enum RowVerdict {
  /** It did what was expected; that can be that data is lost. */
  PASS("passed", "pass"),
  /** It did not. */
  FAIL("failed", "fail"),
  /** The target cannot be asked. */
  NOT_APPLICABLE("not applicable", "not-applicable");

  private final String words;
  private final String key;

  RowVerdict(String words, String key) {
    this.words = words;
    this.key = key;
  }

  /** For a person. */
  public String words() {
    return words;
  }

  /** As JSON says it. */
  public String key() {
    return key;
  }
}
