package dev.fenceline.tap;

/**
 * Why a host gives a path up, as far as the wire shows it: a Keep Alive that has expired, else the
 * first sign of trouble, else a command that was not answered for long.
 */
final class HostSuspicion {
  private static final String KEEP_ALIVE = "Keep Alive timeout";

  private final Scribe scribe;
  private final HostKeepAlive keepAlive;
  private final HostQueues queues;
  private String sign = "";
  private long signCause;

  /**
   * A reason in words.
   *
   * @param cause the event that shows it
   * @param sinceNanos when the host could know; unless {@code isSeen}, not before that
   * @param isSeen whether it is known that it did then
   */
  record Reason(String words, long cause, long sinceNanos, boolean isSeen) {
    Reason(String words, long cause, long sinceNanos) {
      this(words, cause, sinceNanos, true);
    }

    /** The same, known at another moment. */
    Reason at(long nanos) {
      return new Reason(words, cause, nanos);
    }

    /** The same of a host that was heard last at that moment, and may have known since. */
    Reason notSeen(long heardNanos) {
      return new Reason(words, cause, heardNanos, false);
    }
  }

  HostSuspicion(Scribe scribe, HostKeepAlive keepAlive, HostQueues queues) {
    this.scribe = scribe;
    this.keepAlive = keepAlive;
    this.queues = queues;
  }

  /** A sign of trouble; the first one counts. */
  void begins(String words, long cause) {
    if (sign.isEmpty()) {
      sign = words;
      signCause = cause;
    }
  }

  /** A Connect was refused: that is why it fails, whatever came before. */
  void refused(String words) {
    sign = words;
  }

  void forget() {
    sign = "";
    signCause = 0;
  }

  /** Whether anything at all is wrong. */
  boolean isTroubled() {
    return isSure() || queues.isAnyClosed() || queues.slowest() != null || keepAlive.isMissed();
  }

  /** Whether a sign of trouble was seen, beyond that connections have ended. */
  boolean isSure() {
    return keepAlive.isOverdue() || !sign.isEmpty() || queues.hasTimedOut();
  }

  /** Why a queue's connection has ended, which an event says; {@code nanos}: when the host knew. */
  Reason ofEnd(OpenQueue queue, boolean byHost, long ended, long nanos) {
    if (keepAlive.isOverdue()) {
      long found = byHost ? nanos : Math.min(nanos, keepAlive.foundNanos());
      return new Reason(KEEP_ALIVE, keepAlive.expire(), found);
    }
    if (!sign.isEmpty()) {
      return new Reason(sign, signCause == 0 ? ended : signCause, nanos);
    }
    if (!byHost) {
      return new Reason("connection of " + queue.words() + " lost", ended, nanos);
    }
    OpenCommand slowest = queues.slowest();
    String words =
        slowest == null
            ? "closed by its host"
            : "%s not answered for %s".formatted(slowest.label(), queues.age(slowest));
    return new Reason(words, ended, nanos);
  }

  /** What was concluded otherwise, because of the first sign if there was one. */
  Reason said(String words) {
    return keepAlive.isOverdue()
        ? new Reason(KEEP_ALIVE, keepAlive.expire(), scribe.nanos())
        : new Reason(sign.isEmpty() ? words : sign, signCause, scribe.nanos());
  }

  /** Why it is connected again although it was not seen to fail. */
  Reason ofReconnect() {
    return keepAlive.isOverdue() ? ofSilence() : said("it connects again");
  }

  /** Why a controller is fenced whose Keep Alive is overdue while its connections stay open. */
  Reason ofSilence() {
    long found = keepAlive.foundNanos();
    return new Reason(KEEP_ALIVE, keepAlive.expire(), found);
  }

  /** Why it could not be connected. */
  String ofFailedAttempt(boolean byHost) {
    if (!sign.isEmpty()) {
      return sign;
    }
    OpenCommand slowest = queues.slowest();
    if (slowest != null) {
      return "not answered for " + queues.age(slowest);
    }
    return byHost ? "closed by its host" : "the connection was lost";
  }
}
