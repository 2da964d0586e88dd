package dev.fenceline.session;

import org.jspecify.annotations.Nullable;

/**
 * The header of a session, which is the first line of its file.
 *
 * @param version version of the file format; {@link #FORMAT_VERSION} for a new session
 * @param program version of the program that created the session
 * @param title a short title for lists
 * @param scenario the scenario that ran, as one JSON object; null if there was none, as with a
 *     relay
 * @param seed the seed of the run; 0 if it had no randomness
 * @param clock {@code virtual} or {@code real}
 * @param source the origin of the events: {@code emulated}, {@code serve}, {@code relay}, or the
 *     imported file
 * @param conclusions the version of the rules by which the actions of hosts and real targets were
 *     concluded from their traffic; 0 if nothing was concluded, or if the file is older than the
 *     numbering
 */
public record SessionHeader(
    int version,
    String program,
    String title,
    @Nullable String scenario,
    long seed,
    String clock,
    String source,
    int conclusions) {
  /** The format version that this program writes, which is also the newest that it reads. */
  public static final int FORMAT_VERSION = 1;

  /** The source of a run against the emulated target. */
  public static final String EMULATED = "emulated";

  /** The source of a recording of real hosts with the emulated target. */
  public static final String SERVE = "serve";

  /** The source of a recording of real hosts with a real target, made by a relay between them. */
  public static final String RELAY = "relay";

  /** Reports whether the target is Fenceline's own, into which faults can be injected. */
  public boolean isOfOurTarget() {
    return source.equals(EMULATED) || source.equals(SERVE);
  }

  /**
   * Reports whether the scenario alone reproduces the session. A run with a real target or host is
   * not repeatable. For an overlay, the base session decides.
   */
  public boolean isRepeatable() {
    boolean isEmulated = source.equals(EMULATED) || source.startsWith(EMULATED + " with ");
    return scenario != null && isEmulated;
  }

  /** Returns the header of a new session, in the current format. */
  public static SessionHeader of(
      String program,
      String title,
      @Nullable String scenario,
      long seed,
      String clock,
      String source) {
    return new SessionHeader(FORMAT_VERSION, program, title, scenario, seed, clock, source, 0);
  }

  /** Returns a copy of this header with another version of the rules for conclusions. */
  public SessionHeader concludedBy(int rules) {
    return new SessionHeader(version, program, title, scenario, seed, clock, source, rules);
  }
}
