package dev.fenceline.tap;

import dev.fenceline.event.Cause;

/**
 * The reason why a host gives up a path, as far as the traffic shows it: an expired Keep Alive,
 * otherwise the first sign of trouble, otherwise a command that has been outstanding for a long
 * time.
 */
final class HostSuspicion {
  private static final String KEEP_ALIVE = "Keep Alive timeout";
  private static final String NOT_ANSWERED = "Keep Alive not answered within KATO";

  private final LaneRecorder recorder;
  private final HostKeepAlive keepAlive;
  private final HostQueues queues;
  private String sign = "";
  private Cause signCause = Cause.NONE;

  /**
   * The longest time for which a read or write was outstanding without the host giving up the path.
   */
  private long patienceNanos;

  /** The longest time after which a read or write was answered since the last Keep Alive. */
  private long answeredNanos;

  /**
   * A reason in words.
   *
   * @param cause the event that shows it
   * @param sinceNanos the time at which the host could detect it; if {@code isSeen} is false, the
   *     earliest such time
   * @param isSeen whether the host is known to have detected it at that time
   */
  record Reason(String words, Cause cause, long sinceNanos, boolean isSeen) {
    Reason(String words, Cause cause, long sinceNanos) {
      this(words, cause, sinceNanos, true);
    }

    /** Returns this reason, detected at another time. */
    Reason at(long nanos) {
      return new Reason(words, cause, nanos);
    }

    /**
     * Returns this reason for a host that last sent something at {@code heardNanos} and may have
     * detected it at any time since.
     */
    Reason notSeen(long heardNanos) {
      return new Reason(words, cause, heardNanos, false);
    }

    Reason notSeenIf(boolean isIt, long heardNanos) {
      return isIt ? notSeen(heardNanos) : this;
    }
  }

  HostSuspicion(LaneRecorder recorder, HostKeepAlive keepAlive, HostQueues queues) {
    this.recorder = recorder;
    this.keepAlive = keepAlive;
    this.queues = queues;
  }

  /** Records a sign of trouble; only the first one counts. */
  void begins(String words, Cause cause) {
    if (sign.isEmpty()) {
      sign = words;
      signCause = cause;
    }
  }

  /**
   * Handles a Keep Alive that has been sent. A Keep Alive that is on time shows that the host has
   * not given up its outstanding commands.
   */
  void keptAlive() {
    if (keepAlive.isOnTime()) {
      patienceNanos = Math.max(patienceNanos, longestNanos(recorder.nanos()));
    }
    answeredNanos = 0;
  }

  /** Handles the completion of a read or write, which its host may have given up before. */
  void answered(OutstandingCommand command) {
    answeredNanos = Math.max(answeredNanos, recorder.nanos() - command.sinceNanos());
  }

  /** Returns the longest time for which a read or write was outstanding, up to that time. */
  private long longestNanos(long nanos) {
    return Math.max(answeredNanos, outstandingNanos(nanos));
  }

  /** Returns how long the oldest read or write had been outstanding at that time. */
  private long outstandingNanos(long nanos) {
    return queues.unanswered().stream()
        .mapToLong(command -> nanos - command.sinceNanos())
        .max()
        .orElse(0);
  }

  /** Records the refusal of a Connect, which replaces any earlier sign. */
  void refused(String words) {
    sign = words;
  }

  void forget() {
    sign = "";
    signCause = Cause.NONE;
    answeredNanos = 0;
  }

  /** Reports whether there is any sign of trouble, including closed queues and slow commands. */
  boolean isTroubled() {
    return isSure() || queues.isAnyClosed() || queues.slowest() != null || keepAlive.isMissed();
  }

  /** Reports whether there is a sign of trouble other than ended connections. */
  boolean isSure() {
    return keepAlive.isOverdue() || !sign.isEmpty() || queues.hasTimedOut();
  }

  /**
   * Returns the reason for the end of a queue's connection. {@code ended} is its event, {@code
   * nanos} the time at which the host detected it.
   */
  Reason ofEnd(OpenQueue queue, boolean byHost, Cause ended, long nanos) {
    if (keepAlive.isOverdue()) {
      return byHost ? new Reason(KEEP_ALIVE, keepAlive.expire(), foundBy(nanos)) : ofSilence();
    }
    if (!sign.isEmpty()) {
      return new Reason(sign, signCause.isNone() ? ended : signCause, nanos);
    }
    if (!byHost) {
      return new Reason("connection of " + queue.words() + " lost", ended, nanos);
    }
    OutstandingCommand slowest = queues.slowest();
    String words =
        slowest == null
            ? "closed by its host"
            : "%s not answered for %s".formatted(slowest.label(), queues.age(slowest));
    return new Reason(words, ended, nanos);
  }

  /**
   * Returns the time at which the host detected that its Keep Alive has expired: before it closed
   * the connections at {@code nanos}, which takes a busy host a while.
   */
  private long foundBy(long nanos) {
    return keepAlive.isFindingKnown() ? Math.min(nanos, keepAlive.foundNanos()) : nanos;
  }

  /**
   * Returns the reason for an inference: an expired Keep Alive or the first sign if there is one,
   * otherwise {@code words}.
   */
  Reason said(String words) {
    return keepAlive.isOverdue()
        ? new Reason(KEEP_ALIVE, keepAlive.expire(), recorder.nanos())
        : new Reason(sign.isEmpty() ? words : sign, signCause, recorder.nanos());
  }

  /** Returns the reason why the controller reconnects although its failure was not seen. */
  Reason ofReconnect() {
    return keepAlive.isOverdue() ? ofSilence() : said("it connects again");
  }

  /**
   * Returns the reason for fencing a controller whose Keep Alive is overdue while its connections
   * stay open. The time of detection is unknown if the host's Keep Alives have not shown how its
   * timers work, or if it may have detected something else earlier.
   */
  Reason ofSilence() {
    if (mayHaveTimedOut()) {
      return new Reason(NOT_ANSWERED, keepAlive.sent(), keepAlive.sentNanos(), false);
    }
    if (!keepAlive.isFindingKnown()) {
      return new Reason(KEEP_ALIVE, keepAlive.sent(), keepAlive.overdueNanos(), false);
    }
    long found = keepAlive.foundNanos();
    return new Reason(KEEP_ALIVE, keepAlive.expire(), found);
  }

  /**
   * Reports whether the host may have given up a read or write before the Keep Alive. The I/O
   * timeout of Linux is longer than any usual KATO; that of other hosts is unknown.
   */
  private boolean mayHaveTimedOut() {
    return !keepAlive.isOfLinux() && longestNanos(keepAlive.overdueNanos()) > patienceNanos;
  }

  /** Returns the reason for a failed attempt to connect. */
  String ofFailedAttempt(boolean byHost) {
    if (!sign.isEmpty()) {
      return sign;
    }
    OutstandingCommand slowest = queues.slowest();
    if (slowest != null) {
      return "not answered for " + queues.age(slowest);
    }
    return byHost ? "closed by its host" : "the connection was lost";
  }
}
