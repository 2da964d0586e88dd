package dev.fenceline.timeline.explanation;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.CopyText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The attempts of a host to have the old instance reset, before it fell back to a hold or to
 * nothing.
 *
 * @param isReset whether the host itself began the recovery, by an orderly reset
 * @param policy the host's fencing policy, or empty if it is unknown
 * @param asked whether the host looked for a source at all
 * @param failed the result of each reset that did not succeed, in a few words, in order
 * @param exhausted why no source was left, or empty if one was left
 * @param timedOut whether T passed during the attempts
 * @param heldUntilNanos when the hold ends, or empty if there was no hold
 * @param releasedNanos when the hold ended early, or empty if it did not end early
 * @param skipped why there was no hold, or empty if there was one or if none was needed
 */
record Attempts(
    boolean isReset,
    String policy,
    boolean asked,
    List<String> failed,
    String exhausted,
    boolean timedOut,
    OptionalLong heldUntilNanos,
    OptionalLong releasedNanos,
    String skipped) {

  static Attempts of(Timeline timeline, Recovery recovery) {
    Reader reader = new Reader();
    reader.isReset = isReset(timeline, recovery);
    long end = recovery.endSequence() == 0 ? timeline.size() : recovery.endSequence();
    for (long at = recovery.detectedSequence(); at <= end; at++) {
      Event event = timeline.find(at);
      if (event != null && event.lane().equals(recovery.lane())) {
        reader.read(event);
      }
    }
    return new Attempts(
        reader.isReset,
        reader.policy,
        reader.asked,
        List.copyOf(reader.failed),
        reader.exhausted,
        reader.timedOut,
        reader.heldUntilNanos,
        reader.releasedNanos,
        reader.skipped);
  }

  /** Returns why no reset through a surviving controller ended the wait. */
  String why() {
    if (isReset) {
      return "the controller did not say that it has stopped";
    }
    String tries = String.join(", ", failed);
    if (timedOut) {
      return "T had passed while it still tried" + (tries.isEmpty() ? "" : ": " + tries);
    }
    if (!exhausted.isEmpty()) {
      return tries.isEmpty() ? exhausted : exhausted + ": " + tries;
    }
    if (asked) {
      return "no surviving controller had reset the old instance";
    }
    return policy.isEmpty()
        ? "no reset through a surviving controller was seen"
        : "its policy asks no surviving controller for a reset";
  }

  /** Reports whether the host itself began the recovery, by an orderly reset. */
  private static boolean isReset(Timeline timeline, Recovery recovery) {
    Event detected = timeline.find(recovery.detectedSequence());
    Event cause = detected == null ? null : timeline.find(detected.cause());
    return cause != null && cause.detail() instanceof ControllerEvent.ResetBegun;
  }

  private static final class Reader {
    private boolean isReset;
    private String policy = "";
    private boolean asked;
    private final List<String> failed = new ArrayList<>();
    private String exhausted = "";
    private boolean timedOut;
    private OptionalLong heldUntilNanos = OptionalLong.empty();
    private OptionalLong releasedNanos = OptionalLong.empty();
    private String skipped = "";
    private int lastStatus;

    void read(Event event) {
      switch (event.detail()) {
        case FencingEvent.Started it -> policy = it.policy() == null ? "" : it.policy();
        case FencingEvent.CcrAttempted _ -> asked = true;
        case FencingEvent.CcrAnswered it -> lastStatus = it.status();
        case FencingEvent.CcrEnded it -> {
          if (!it.outcome().isSuccess()) {
            failed.add(it.source() + " " + outcome(it.outcome()));
          }
        }
        case FencingEvent.CcrExhausted it -> exhausted = it.reason();
        case FencingEvent.CcrTimedOut _ -> timedOut = true;
        case FencingEvent.HoldSkipped it -> skipped = it.reason();
        case HoldEvent.Released _ -> releasedNanos = OptionalLong.of(event.nanos());
        case HoldEvent.Armed it -> heldUntilNanos = OptionalLong.of(it.untilNanos());
        default -> {}
      }
    }

    private String outcome(CcrOutcome outcome) {
      return switch (outcome) {
        case REJECTED -> "refused with " + CopyText.status(lastStatus);
        case FAILED -> "reported that its reset failed";
        case TIMED_OUT -> "did not say in time how its reset ended";
        case SOURCE_LOST -> "was lost while the host waited";
        case SUCCESS, IMMEDIATE -> "succeeded";
      };
    }
  }
}
