package dev.fenceline.report;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The measured times of an outage in words, identical in every form of the report. */
public final class OutageText {
  /** A time that was not reached or does not apply. */
  public static final String NONE = "-";

  private OutageText() {}

  /** Formats a duration or moment to the millisecond. */
  public static String time(long nanos) {
    return Text.moment(nanos);
  }

  /** Formats a duration or moment to the millisecond, or a dash if there is none. */
  public static String time(OptionalLong nanos) {
    return nanos.isPresent() ? Text.moment(nanos.getAsLong()) : NONE;
  }

  /** Returns the length of fencing, or a dash if the host did not fence. */
  public static String fencing(Outage outage) {
    return time(outage.fencingNanos());
  }

  /** Returns a number, or a dash if it is not known. */
  static String count(OptionalInt number) {
    return number.isPresent() ? Text.number(number.getAsInt()) : NONE;
  }

  /** Returns how fencing ended, such as {@code CCR through nvme3}. */
  public static String fencedBy(Outage outage) {
    Recovery recovery = outage.recovery();
    if (recovery.fencedNanos().isEmpty()) {
      return recovery.fences()
          ? recovery.isFencingOver() ? "when fencing ended is not known" : "fencing did not end"
          : recovery.fencedBy() == FencedBy.NONE ? "not fenced" : "fencing not known";
    }
    return switch (recovery.fencedBy()) {
      case CCR -> "CCR through " + recovery.source();
      case HOLD -> "time-based hold";
      case STOPPED -> "its own word";
      case NONE -> "without protection";
      case NOT_KNOWN -> "not known by what";
    };
  }

  /** Returns the same in a word or two. */
  static String fencedByShort(Outage outage) {
    FencedBy by = outage.recovery().fencedBy();
    return by == FencedBy.CCR ? "CCR" : by.word();
  }

  /**
   * Returns the time to reconnect and the number of the attempt, if one was counted, or a note that
   * the host did not reconnect.
   */
  public static String reconnected(Outage outage) {
    Recovery recovery = outage.recovery();
    String attempts = recovery.attemptsWords();
    return switch (recovery.outcome()) {
      case RECONNECTED ->
          time(outage.reconnectNanos())
              + (recovery.attempts() == 0 ? "" : ", " + recovery.lastAttemptWords());
      case REMOVED -> "removed after " + attempts;
      case OPEN -> "open after " + attempts;
    };
  }

  /** Describes an outage in one sentence without a full stop. */
  public static String sentence(Outage outage) {
    String fencing =
        outage.fencingNanos().isEmpty()
            ? fencedBy(outage)
            : "fencing %s (%s)".formatted(fencing(outage), fencedBy(outage));
    String reconnect =
        outage.recovery().outcome() == Recovery.Outcome.RECONNECTED
            ? "reconnect " + reconnected(outage)
            : reconnected(outage);
    return "%s: %s (%s), %s, I/O outage %s, %s, path outage %s"
        .formatted(
            outage.recovery().controller(),
            outage.detectionNanos().isEmpty()
                ? "detected at " + time(outage.recovery().detectedNanos())
                : "detection " + time(outage.detectionNanos()),
            outage.recovery().trigger(),
            fencing,
            time(outage.ioOutageNanos()),
            reconnect,
            time(outage.totalNanos()));
  }
}
