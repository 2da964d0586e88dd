package dev.fenceline.session;

import org.jspecify.annotations.Nullable;

/**
 * What a session is, before its first event: the first line of its file.
 *
 * @param version version of the file format; {@link #FORMAT_VERSION} for a new session
 * @param program version of the program that made it
 * @param title a few words for lists
 * @param scenario the scenario that ran, as one JSON object; null where none did, as in a relay
 * @param seed the seed of the run; 0 where nothing was drawn
 * @param clock {@code virtual} or {@code real}
 * @param source where the events come from: {@code emulated}, {@code serve}, {@code relay}, or what
 *     was imported
 * @param conclusions by which rules it was concluded from what passed what hosts, and real targets,
 *     did; 0: nothing was concluded, or by the rules of before they were counted
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
  /** The version of the format that this program writes, and the newest that it reads. */
  public static final int FORMAT_VERSION = 1;

  /** The source of a run against the emulated target. */
  public static final String EMULATED = "emulated";

  /** The source of the work of real hosts with the emulated target. */
  public static final String SERVE = "serve";

  /** The source of the work of real hosts with a real target, seen from between them. */
  public static final String RELAY = "relay";

  /** Reports whether the target is ours, and can be broken. */
  public boolean isOfOurTarget() {
    return source.equals(EMULATED) || source.equals(SERVE);
  }

  /**
   * Reports whether its scenario makes the same again: a run against a real target, or the work of
   * a real host, needs that too. Of two sessions over one another it is the first that counts.
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

  /** The same where things were concluded by these rules. */
  public SessionHeader concludedBy(int rules) {
    return new SessionHeader(version, program, title, scenario, seed, clock, source, rules);
  }
}
