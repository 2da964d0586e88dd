package dev.fenceline.timeline;

import dev.fenceline.event.FencedBy;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Phase.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One failure of a host controller, from the moment at which the host knew to its end. What no
 * event shows is empty or not known: never 0 and never "none".
 *
 * @param lane the controller's lane
 * @param trigger why the host thinks that the path has failed
 * @param failedNanos when the path failed; known from a fault or from the silence of a path only
 * @param lastHeardNanos when the controller last answered; empty: no answer was seen
 * @param detectedNanos when the host knew; as {@code detection} says, by when it knew
 * @param detectedSequence the event by which it knew
 * @param detection what is known of that moment
 * @param fences whether the host fences: it holds requests until fencing ends
 * @param fencedNanos when fencing ended; empty: not yet, or the host does not fence
 * @param fencedBy how fencing ended; not known while it goes on, and where nothing says it
 * @param source the surviving controller that reset the failed one; empty: none
 * @param timeoutMillis T, as the host reckons it; 0: not known
 * @param cqtMillis CQT as the controller reported it; empty: that was not seen
 * @param writesHeld how many writes waited for the end of fencing; empty: not known
 * @param io how its I/O went on
 * @param ioFailedNanos when the first operation that was on it, or that no path took meanwhile,
 *     ended with an error to the application; empty: none was seen to
 * @param operationsFailed how many did; empty: not known
 * @param connectingNanos when the reset was over and the reconnect delay began
 * @param attempts how many times the host tried to connect again
 * @param failures the attempts that failed, with the reason of each
 * @param outcome how it ended
 * @param endedNanos when it was live again or was given up; empty: it has not ended
 * @param endSeen whether the moment at which it ended was seen; else it had ended by then, as where
 *     a log has lost a line
 * @param endReason why it ended, where it was given up; else empty
 * @param endSequence the event that ended it; 0: it has not ended
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
    IoCourse io,
    OptionalLong ioFailedNanos,
    OptionalInt operationsFailed,
    OptionalLong connectingNanos,
    int attempts,
    List<FailedAttempt> failures,
    Outcome outcome,
    OptionalLong endedNanos,
    boolean endSeen,
    String endReason,
    long endSequence) {

  public Recovery {
    failures = List.copyOf(failures);
  }

  /** What is known of the moment at which the host knew. */
  public enum Detection {
    /** It was seen, or follows from what was seen. */
    SEEN,
    /** It was before the recording begins, when that is not known. */
    EARLIER,
    /** By then the host knew; since when is not known. */
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

    /** In a word, as summaries and JSON say it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An attempt to connect again that failed.
   *
   * @param attempt its number, from 1
   * @param reason why; empty: not known
   */
  public record FailedAttempt(int attempt, String reason) {}

  /** The device name of the controller, such as {@code nvme4}. */
  public String controller() {
    return lane.name();
  }

  /** Whether it failed before the recording begins. */
  public boolean earlier() {
    return detection == Detection.EARLIER;
  }

  /** Whether it is known when the host knew: only then something counts from it. */
  public boolean isDetectionSeen() {
    return detection == Detection.SEEN;
  }

  /** When the host knew; empty: that is not known. */
  public OptionalLong seenDetectedNanos() {
    return isDetectionSeen() ? OptionalLong.of(detectedNanos) : OptionalLong.empty();
  }

  /** How fencing ended, in a word as JSON says it; null: not known. */
  public @Nullable String fencedByOrNull() {
    return fencedBy == FencedBy.NOT_KNOWN ? null : fencedBy.word();
  }

  /** How many writes were held; null: not known. */
  public @Nullable Integer writesHeldOrNull() {
    return writesHeld.isPresent() ? writesHeld.getAsInt() : null;
  }

  /** How many operations failed; null: not known. */
  public @Nullable Integer operationsFailedOrNull() {
    return operationsFailed.isPresent() ? operationsFailed.getAsInt() : null;
  }

  /** When the first request went on; empty: none did, or that is not known. */
  public OptionalLong resumedNanos() {
    return io.resumedNanos();
  }

  /** Whether the host itself gave it up, so that nothing more is to be said of why it ended. */
  public boolean isGivenUp() {
    return endReason.isEmpty() || endReason.equals("given up");
  }

  /** When the controller was live again; empty: it was not, or the moment was not seen. */
  public OptionalLong reconnectedNanos() {
    return outcome == Outcome.RECONNECTED && endSeen ? endedNanos : OptionalLong.empty();
  }

  /**
   * The whole session as phases of this recovery, without gaps; phases that did not happen, or
   * whose begin is not known, are not there. The last one of a recovery that has not ended is open.
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
      course.add(Kind.FENCE, fencedNanos);
    }
    course.add(Kind.RESET, connectingNanos);
    course.add(Kind.RECONNECT, endedNanos);
    if (!course.isOpen) {
      course.add(Kind.STEADY, endNanos);
    }
    return course.phases;
  }

  /** Puts phases one after the other; after one that did not end there is none. */
  private final class Course {
    private final List<Phase> phases = new ArrayList<>();
    private final long sessionEndNanos;
    private long at;
    private boolean isOpen;

    Course(long sessionEndNanos) {
      this.sessionEndNanos = sessionEndNanos;
    }

    /** A phase that ended, at the latest when the recovery did. */
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
