package dev.fenceline.timeline.recovery;

import dev.fenceline.event.Lane;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Phase.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One failure of a host controller, from its detection by the host to its end. A value that no
 * event shows is empty or not known, never 0 and never "none".
 *
 * @param lane the controller's lane
 * @param trigger why the host considers the path failed
 * @param failedNanos when the path failed; known from a fault or from the silence of a path only
 * @param lastHeardNanos when the controller last answered, or empty if no answer was seen
 * @param detectedNanos when, or by when, the host detected the failure, as {@code detection}
 *     specifies
 * @param detectedSequence the event of its detection
 * @param detection how precisely that moment is known
 * @param fences whether the host fences, that is, holds requests until fencing ends
 * @param fencedNanos when fencing ended, or empty if it has not ended, the host does not fence, or
 *     the moment is not known
 * @param fencedBy how fencing ended; not known while it is in progress or if no event shows it
 * @param source the surviving controller that reset the failed one, or empty if there is none
 * @param timeoutMillis T as the host calculates it, or 0 if it is not known
 * @param cqtMillis CQT as the controller reported it, or empty if that was not seen
 * @param writesHeld number of writes that waited for the end of fencing, or empty if it is not
 *     known
 * @param writesHeldSeen number of such writes that were seen; there may be more if {@code
 *     writesHeld} is empty
 * @param io the course of the controller's I/O
 * @param ioFailedNanos when the first operation on the controller, or one that no path could take
 *     in the meantime, ended with an error for the application, or empty if none was recorded
 * @param operationsFailed number of such operations, or empty if it is not known
 * @param connectingNanos when the reset was over and the reconnect delay began, or empty if it is
 *     not over or that was not seen
 * @param attempts number of attempts to reconnect, as far as they were seen
 * @param attemptsAreAll false if there may have been more: the path refused them, they failed
 *     beyond the point from which the host was observed, or they did not reach the NVMe layer
 * @param failures the attempts that failed, with the reason of each
 * @param outcome how it ended
 * @param endedNanos when the controller was live again or was given up, or empty if the recovery
 *     has not ended
 * @param endSeen true if the moment of its end was recorded; false if it had ended by then, for
 *     example because a log has lost a line
 * @param endReason why the controller was given up, or why it may have become live by another start
 *     of its host instead; otherwise empty
 * @param endSequence the event that ended it, or 0 if it has not ended
 */
public record Recovery(
    Lane lane,
    String trigger,
    OptionalLong failedNanos,
    OptionalLong lastHeardNanos,
    long detectedNanos,
    long detectedSequence,
    Detection detection,
    boolean fences,
    OptionalLong fencedNanos,
    FencedBy fencedBy,
    String source,
    long timeoutMillis,
    OptionalLong cqtMillis,
    OptionalInt writesHeld,
    int writesHeldSeen,
    IoOutcome io,
    OptionalLong ioFailedNanos,
    OptionalInt operationsFailed,
    OptionalLong connectingNanos,
    int attempts,
    boolean attemptsAreAll,
    List<FailedAttempt> failures,
    Outcome outcome,
    OptionalLong endedNanos,
    boolean endSeen,
    String endReason,
    long endSequence) {

  public Recovery {
    failures = List.copyOf(failures);
  }

  /** Returns the number of attempts in words, such as {@code at least 1 attempt}. */
  public String attemptsWords() {
    if (attemptsAreAll) {
      return Text.count(attempts, "attempt");
    }
    return attempts == 0
        ? "an unknown number of attempts"
        : "at least " + Text.count(attempts, "attempt");
  }

  /** Returns the number of the last attempt in words, such as {@code attempt 2}. */
  public String lastAttemptWords() {
    return "attempt " + attempts + (attemptsAreAll ? "" : " or a later one");
  }

  /** Returns the number of attempts, or null if it is not known. */
  public @Nullable Integer attemptsOrNull() {
    return attemptsAreAll ? attempts : null;
  }

  /** How precisely the moment of detection is known. */
  public enum Detection {
    /** It was recorded, or follows from recorded events. */
    SEEN,
    /** It happened at an unknown moment before the recording begins. */
    EARLIER,
    /** The host had detected it by then, at an unknown moment. */
    NOT_SEEN
  }

  /** How a recovery ended. */
  public enum Outcome {
    /** The controller is live again. */
    RECONNECTED,
    /** The host gave it up. */
    REMOVED,
    /** It has not ended. */
    OPEN;

    /** Returns the word that summaries and JSON use. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A failed attempt to reconnect.
   *
   * @param attempt its number, from 1
   * @param reason why, or empty if it is not known
   */
  public record FailedAttempt(int attempt, String reason) {}

  /** Returns the device name of the controller, such as {@code nvme4}. */
  public String controller() {
    return lane.name();
  }

  /** Reports whether the controller failed before the recording begins. */
  public boolean earlier() {
    return detection == Detection.EARLIER;
  }

  /** Reports whether the moment of detection is known. Only then are times counted from it. */
  public boolean isDetectionSeen() {
    return detection == Detection.SEEN;
  }

  /** Returns when the host detected it, or empty if that is not known. */
  public OptionalLong seenDetectedNanos() {
    return isDetectionSeen() ? OptionalLong.of(detectedNanos) : OptionalLong.empty();
  }

  /** Reports whether it was seen when the reset was over and the reconnect delay began. */
  public boolean isConnectingSeen() {
    return connectingNanos.isPresent();
  }

  /** Reports whether fencing has ended, at a known moment or not. */
  public boolean isFencingOver() {
    return fencedNanos.isPresent()
        || (fences && (isConnectingSeen() || attempts > 0 || outcome == Outcome.RECONNECTED));
  }

  /** Returns how fencing ended as a word for JSON, or null if it is not known. */
  public @Nullable String fencedByOrNull() {
    return fencedBy == FencedBy.NOT_KNOWN ? null : fencedBy.word();
  }

  /** Returns the number of held writes, or null if it is not known. */
  public @Nullable Integer writesHeldOrNull() {
    return writesHeld.isPresent() ? writesHeld.getAsInt() : null;
  }

  /** Returns the number of failed operations, or null if it is not known. */
  public @Nullable Integer operationsFailedOrNull() {
    return operationsFailed.isPresent() ? operationsFailed.getAsInt() : null;
  }

  /** Returns when the first request continued, or empty if none did or that is not known. */
  public OptionalLong resumedNanos() {
    return io.resumedNanos();
  }

  /**
   * Reports whether the host itself gave up the controller, so that the end needs no further
   * explanation.
   */
  public boolean isGivenUp() {
    return endReason.isEmpty() || endReason.equals("given up");
  }

  /**
   * Returns when the controller was live again, or empty if it was not or the moment was not
   * recorded.
   */
  public OptionalLong reconnectedNanos() {
    return outcome == Outcome.RECONNECTED && endSeen ? endedNanos : OptionalLong.empty();
  }

  /**
   * Returns the whole session as phases of this recovery, without gaps; phases that did not happen
   * or whose beginning is not known are left out. If the recovery has not ended, its last phase is
   * open.
   *
   * @param endNanos the end of the session
   */
  public List<Phase> phases(long endNanos) {
    Course course = new Course(endNanos);
    if (!earlier()) {
      course.add(Kind.STEADY, failedNanos.orElse(detectedNanos));
      course.add(Kind.DETECT, detectedNanos);
    } else {
      course.at = detectedNanos;
    }
    if (fences) {
      course.add(Kind.FENCE, fencedNanos.isPresent() ? fencedNanos : connectingNanos);
    }
    if (isConnectingSeen() || attempts == 0) {
      course.add(Kind.RESET, connectingNanos);
    }
    course.add(Kind.RECONNECT, endedNanos);
    if (!course.isOpen) {
      course.add(Kind.STEADY, endNanos);
    }
    return course.phases;
  }

  /** Lines up phases. No phase follows one that has not ended. */
  private final class Course {
    private final List<Phase> phases = new ArrayList<>();
    private final long sessionEndNanos;
    private long at;
    private boolean isOpen;

    Course(long sessionEndNanos) {
      this.sessionEndNanos = sessionEndNanos;
    }

    /** Adds a phase that ended no later than the recovery. */
    void add(Kind kind, OptionalLong toNanos) {
      OptionalLong to = toNanos.isPresent() ? toNanos : endedNanos;
      if (to.isPresent()) {
        add(kind, to.getAsLong());
      } else if (!isOpen) {
        isOpen = true;
        phases.add(new Phase(kind, at, Math.max(at, sessionEndNanos), true));
      }
    }

    void add(Kind kind, long to) {
      if (to > at && !isOpen) {
        phases.add(new Phase(kind, at, to, false));
        at = to;
      }
    }
  }
}
