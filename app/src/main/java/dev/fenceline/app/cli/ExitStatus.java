package dev.fenceline.app.cli;

/** The exit statuses of the program. */
final class ExitStatus {
  /** Done, and the data is intact. */
  static final int DONE = 0;

  /** Done, but the data is corrupt or an expectation was missed. */
  static final int CORRUPT = 1;

  /** Wrong usage, or input that cannot be read. */
  static final int USAGE = 2;

  /** The environment failed: no connection, disk full. */
  static final int ENVIRONMENT = 3;

  private ExitStatus() {}
}
