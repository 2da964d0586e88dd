package dev.fenceline.timeline;

import dev.fenceline.event.FencedBy;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Phase.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * One failure of a host controller, from the moment at which the host knew to its end.
 *
 * @param lane the controller's lane
 * @param trigger why the host thinks that the path has failed
 * @param failedNanos when the path was cut; where that is not known, when the controller was last
 *     heard of
 * @param detectedNanos when the host knew
 * @param detectedSequence the event by which it knew
 * @param fences whether the host fences: it holds requests until the old instance can do no harm
 * @param fencedNanos when fencing ended; empty: not yet, or the host does not fence
 * @param fencedBy how fencing ended; {@code NONE} also while it goes on
 * @param source the surviving controller that reset the failed one; empty: none
 * @param timeoutMillis T, the time after which the old instance is harmless; 0: not known
 * @param writesHeld how many writes waited for the end of fencing
 * @param resumedNanos when the first of them went on over another controller; when there were none,
 *     when the connections were closed
 * @param connectingNanos when the reset was over and the reconnect delay began
 * @param attempts how many times the host tried to connect again
 * @param outcome how it ended
 * @param reconnectedNanos when the controller was live again
 * @param endSequence the event that ended it; 0: it has not ended
 */
public record Recovery(
    Lane lane,
    String trigger,
    long failedNanos,
    long detectedNanos,
    long detectedSequence,
    boolean fences,
    OptionalLong fencedNanos,
    FencedBy fencedBy,
    String source,
    long timeoutMillis,
    int writesHeld,
    OptionalLong resumedNanos,
    OptionalLong connectingNanos,
    int attempts,
    Outcome outcome,
    OptionalLong reconnectedNanos,
    long endSequence) {

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

  /** The device name of the controller, such as {@code nvme4}. */
  public String controller() {
    return lane.name();
  }

  /**
   * The whole session as phases of this recovery, without gaps; phases that did not happen are not
   * there.
   *
   * @param endNanos the end of the session
   */
  public List<Phase> phases(long endNanos) {
    List<Phase> phases = new ArrayList<>();
    long at = add(phases, Kind.STEADY, 0, failedNanos);
    at = add(phases, Kind.DETECT, at, detectedNanos);
    if (fences) {
      at = add(phases, Kind.FENCE, at, fencedNanos.orElse(endNanos));
    }
    at = add(phases, Kind.RESET, at, connectingNanos.orElse(endNanos));
    at = add(phases, Kind.RECONNECT, at, reconnectedNanos.orElse(endNanos));
    add(phases, Kind.STEADY, at, endNanos);
    return phases;
  }

  private static long add(List<Phase> phases, Kind kind, long from, long to) {
    if (to > from) {
      phases.add(new Phase(kind, from, to));
    }
    return Math.max(from, to);
  }
}
