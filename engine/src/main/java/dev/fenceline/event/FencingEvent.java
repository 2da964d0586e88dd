package dev.fenceline.event;

import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.CODE;
import static dev.fenceline.event.Meaning.COMMAND;
import static dev.fenceline.event.Meaning.CONTROLLER;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.DEVICE;
import static dev.fenceline.event.Meaning.DURATION;
import static dev.fenceline.event.Meaning.FLAG;
import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.INSTANCE;
import static dev.fenceline.event.Meaning.MOMENT;
import static dev.fenceline.event.Meaning.STATUS;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.nvme.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * Fencing, which ensures that the target can no longer execute commands that were sent on a failed
 * path. The {@code Target...} events are recorded on the lane of the source instance at the target,
 * the others on the lane of the failed (impacted) host controller.
 */
public sealed interface FencingEvent extends Detail {
  @Kind(name = "fencing-started", text = "Fencing has begun.")
  record Started(
      @Field(value = TEXT, text = "what the host detected") String trigger,
      @Field(value = DURATION, text = "T: (TBKAS ? 3 : 2) x KATO + CQT (TP4129)", unknown = 0)
          long timeoutMillis,
      @Field(value = MOMENT, text = "when T has passed, counted from detection", unknown = 0)
          long deadlineNanos,
      @Field(
              value = TEXT,
              text =
                  "the version of the series that the host follows: `rfc`, `v3`, `v4`, `best` or"
                      + " `time-based`; left out if it is not known")
          @Nullable String policy)
      implements FencingEvent {
    /** Creates an event for a host whose policy is not known. */
    public Started(String trigger, long timeoutMillis, long deadlineNanos) {
      this(trigger, timeoutMillis, deadlineNanos, null);
    }
  }

  @Kind(
      name = "ccr-attempted",
      text = "The host looks for a surviving controller that can reset the impacted one.")
  record CcrAttempted(
      @Field(value = INSTANCE, text = "the instance to be reset") InstanceId impacted,
      @Field(value = DURATION, text = "what is left for it") long timeoutMillis)
      implements FencingEvent {}

  @Kind(name = "ccr-issued", text = "A cross-controller reset was sent to a source.")
  record CcrIssued(
      @Field(value = DEVICE, text = "the surviving controller") String source,
      @Field(value = INSTANCE, text = "the instance to be reset") InstanceId impacted,
      @Field(value = COMMAND, text = "command identifier on the source's admin queue")
          int sourceCid,
      @Field(value = COUNT, text = "further resets that the source can take at the same time")
          int creditLeft)
      implements FencingEvent {}

  @Kind(name = "ccr-answered", text = "The source completed the command.")
  record CcrAnswered(
      @Field(value = DEVICE, text = "the surviving controller") String source,
      @Field(value = COMMAND, text = "command identifier on the source's admin queue")
          int sourceCid,
      @Field(STATUS) int status,
      @Field(value = FLAG, text = "whether the completion says that the instance no longer exists")
          boolean immediate)
      implements FencingEvent {}

  @Kind(name = "ccr-ended", text = "The outcome of one reset through one source is known.")
  record CcrEnded(
      @Field(value = DEVICE, text = "the surviving controller") String source,
      @Field(value = INSTANCE, text = "the instance to be reset") InstanceId impacted,
      @Field(value = CHOICE, text = "how it ended") CcrOutcome outcome,
      @Field(
              value = DEVICE,
              text =
                  "the source that is tried next; empty if there is none; left out if it is not"
                      + " known")
          @Nullable String next)
      implements FencingEvent {
    /** Creates an event for a recording that does not say which source is tried next. */
    public CcrEnded(String source, InstanceId impacted, CcrOutcome outcome) {
      this(source, impacted, outcome, null);
    }
  }

  /** A host whose policy uses late confirmations then ends its hold. */
  @Kind(
      name = "ccr-confirmed",
      text =
          "The log of a source says that the impacted instance was reset, after the host had given"
              + " up on this source or had received status 13Fh (reset in progress).")
  record CcrConfirmed(
      @Field(value = DEVICE, text = "the source whose log says it") String source,
      @Field(value = INSTANCE, text = "the instance that was reset") InstanceId impacted)
      implements FencingEvent {}

  @Kind(name = "ccr-exhausted", text = "No source is left to try.")
  record CcrExhausted(
      @Field(value = TEXT, text = "why there is none") String reason,
      @Field(value = DURATION, text = "what remains of T") long remainingMillis)
      implements FencingEvent {}

  @Kind(name = "ccr-timed-out", text = "T has passed while the host was still trying.")
  record CcrTimedOut(@Field(value = DURATION, text = "T") long timeoutMillis)
      implements FencingEvent {}

  @Kind(name = "hold-skipped", text = "The host continues without a hold.")
  record HoldSkipped(
      @Field(value = TEXT, text = "such as `CQT not supported`") String reason,
      @Field(value = FLAG, text = "whether its policy has no hold") boolean byPolicy)
      implements FencingEvent {
    /** The reason if the impacted controller reported no CQT. */
    public static final String NO_CQT = "CQT not supported";

    /** The reason if the policy does not include a hold. */
    public static final String NO_HOLD = "the policy knows no hold";

    /** The reason if the controller was connected without Keep Alive (KATO is 0). */
    public static final String NO_KEEP_ALIVE =
        "KATO 0: the target need never notice that the host is gone, no hold is long enough";
  }

  @Kind(name = "fencing-ended", text = "Fencing has ended.")
  record Ended(
      @Field(value = CHOICE, text = "what ended it") FencedBy by,
      @Field(value = DEVICE, text = "the surviving controller if `by` is `CCR`, otherwise empty")
          String source,
      @Field(
              value = FLAG,
              text =
                  "whether the moment is not known: it had ended by then, as the controller"
                      + " connects again",
              none = 0)
          boolean byThen)
      implements FencingEvent {
    /** Creates an event for an end of fencing whose time is known. */
    public Ended(FencedBy by, String source) {
      this(by, source, false);
    }
  }

  /** Recorded only if the target sees every path to it. */
  @Kind(
      name = "fencing-ruled-out",
      text =
          "The controller connects again before a hold can be over, and no reset of it has passed:"
              + " the host did not fence.")
  record RuledOut() implements FencingEvent {}

  @Kind(
      name = "target-ccr-accepted",
      text =
          "Target: the command was accepted; the source's log has an entry and the impacted"
              + " instance is being reset.")
  record TargetAccepted(
      @Field(value = INSTANCE, text = "the instance that is being reset") InstanceId impacted,
      @Field(value = COUNT, text = "entries of the log that are in progress") int entriesInProgress)
      implements FencingEvent {}

  @Kind(
      name = "target-ccr-immediate",
      text =
          "Target: no living or quiescing instance has this identity, so the command succeeds at"
              + " once and without a log entry.")
  record TargetImmediate(
      @Field(value = INSTANCE, text = "the instance that the command named") InstanceId impacted)
      implements FencingEvent {}

  @Kind(name = "target-ccr-rejected", text = "Target: the command was rejected.")
  record TargetRejected(
      @Field(value = INSTANCE, text = "the instance that the command named") InstanceId impacted,
      @Field(STATUS) int status,
      @Field(value = TEXT, text = "why it was rejected") String reason)
      implements FencingEvent {}

  @Kind(
      name = "target-ccr-completed",
      text =
          "Target: the last command of the impacted instance has left the back end, and the log"
              + " entry reports success.")
  record TargetCompleted(
      @Field(value = CONTROLLER, text = "CNTLID of the impacted controller") int icid,
      @Field(value = IDENTIFIER, text = "CIU of the impacted instance") int ciu,
      @Field(value = CODE, text = "CCRS: 0 in progress, 1 success, 2 failed") int ccrStatus)
      implements FencingEvent {}

  @Kind(
      name = "target-ccr-removed",
      text =
          "Target: completed entries were removed from the log, because they were read with RMC, or"
              + " the source was enabled again or is gone.")
  record TargetRemoved(
      @Field(value = COUNT, text = "entries that were removed") int entries,
      @Field(value = TEXT, text = "why they were removed") String reason)
      implements FencingEvent {}
}
