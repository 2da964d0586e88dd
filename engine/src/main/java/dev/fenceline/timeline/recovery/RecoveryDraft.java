package dev.fenceline.timeline.recovery;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.timeline.recovery.Recovery.Detection;
import dev.fenceline.timeline.recovery.Recovery.FailedAttempt;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A recovery whose events are still being read. */
final class RecoveryDraft {
  private static final String ANOTHER_HOST = "its host may have been started again";

  final Lane lane;
  private final Event detected;
  private final OptionalLong failedNanos;
  private final OptionalLong heardNanos;
  private final OptionalLong cqtMillis;
  private String trigger;
  private boolean triggerSaid;
  private Detection detection = Detection.SEEN;

  /** Time of detection if it was inferred later, or 0 for the time of the event. */
  private long sinceNanos;

  boolean fences;
  private boolean saysThatItDoesNotFence;
  private OptionalLong fencedNanos = OptionalLong.empty();
  private FencedBy fencedBy = FencedBy.NOT_KNOWN;
  private String source = "";
  long timeoutMillis;
  private OptionalLong connectingNanos = OptionalLong.empty();
  int attempts;
  private final List<FailedAttempt> failures = new ArrayList<>();
  private Outcome outcome = Outcome.OPEN;
  private @Nullable Event end;

  /**
   * Whether a user began it by a reset. It then counts as a recovery only if the controller does
   * not come back.
   */
  private boolean byHand;

  private boolean isReset;

  /** When it had no connection any more, as far as that is known before its detection. */
  long lostNanos;

  private boolean connectFailed;

  /** Since when its host may be another one, which was started again. */
  private long anotherHostSinceNanos = Long.MAX_VALUE;

  // The course of its I/O

  /** Whether the host reported that no request was in flight on it. */
  private boolean wasIdle;

  /** Whether unseen writes may have been held, because their connection was cut off. */
  boolean isCutOff;

  private int writesHeld;
  private int requestsHeld;
  private boolean waits;
  private IoOutcome.@Nullable OverOtherPath firstMoved;
  private int moved;
  private IoOutcome.@Nullable OverOtherPath firstNew;
  private IoOutcome.@Nullable Waited again;
  private OptionalLong failedIoNanos = OptionalLong.empty();
  private int operationsFailed;

  RecoveryDraft(
      Event detected,
      String reason,
      OptionalLong failedNanos,
      OptionalLong heardNanos,
      OptionalLong cqtMillis) {
    this.lane = detected.lane();
    this.detected = detected;
    this.trigger = reason;
    this.lostNanos = detected.nanos();
    this.failedNanos = failedNanos;
    this.heardNanos = heardNanos;
    this.cqtMillis = cqtMillis;
  }

  boolean hasEnded() {
    return end != null;
  }

  /** Returns when it ended, or {@link Long#MAX_VALUE} if it has not. */
  long endNanos() {
    return end == null ? Long.MAX_VALUE : end.nanos();
  }

  /**
   * Adds the reason in the host's words, which may follow the change of state. Ignores later
   * triggers.
   */
  void said(ControllerEvent.ErrorRecovery said) {
    if (!triggerSaid) {
      triggerSaid = true;
      trigger = said.trigger();
      detection =
          said.earlier()
              ? Detection.EARLIER
              : said.sinceNanos() == ControllerEvent.ErrorRecovery.NOT_SEEN
                  ? Detection.NOT_SEEN
                  : Detection.SEEN;
      sinceNanos = said.sinceNanos();
      saysThatItDoesNotFence = !said.fencing() && !said.notKnown();
    }
    fences |= said.fencing();
  }

  /**
   * Marks the recovery as an orderly reset by a host that reports in which order it proceeds. The
   * host does not fence, but may hold requests until the controller has stopped.
   */
  void resets(ControllerEvent.ResetBegun begun, boolean isByHand) {
    isReset = true;
    byHand = isByHand;
    fences = begun.stopsFirst();
    saysThatItDoesNotFence = !begun.stopsFirst();
  }

  /**
   * Adds a failed attempt to connect. The immediate attempt after a reset produces only this event.
   */
  void connectFailed(ControllerEvent.ConnectFailed failed) {
    connectFailed = true;
    if (attempts == 0) {
      attempts = 1;
      failures.add(new FailedAttempt(1, failed.step() + ": " + failed.text()));
    }
  }

  /**
   * Reports whether it is a failure. A controller that a user resets and that comes back has not
   * failed.
   */
  boolean isFailure() {
    return !byHand || connectFailed || end == null || outcome == Outcome.REMOVED;
  }

  /** Notes that the controller has stopped, or that the host has waited T for it to stop. */
  void stops(Event event, FencedBy by) {
    if (fences && fencedNanos.isEmpty()) {
      fencedNanos = OptionalLong.of(event.nanos());
      fencedBy = by;
    }
  }

  void fenced(Event event, FencingEvent.Ended fenced) {
    fences = true;
    fencedNanos = fenced.byThen() ? OptionalLong.empty() : OptionalLong.of(event.nanos());
    fencedBy = fenced.by();
    source = fenced.source();
  }

  /** Notes that the host was seen not to have fenced. */
  void fencingIsRuledOut() {
    saysThatItDoesNotFence = !fences;
  }

  void connecting(Event event, String reason) {
    if (isReset) {
      stops(event, FencedBy.NONE); // no event has reported that the controller stopped
    }
    boolean isSeen = !reason.equals(ControllerEvent.StateChanged.BY_NOW);
    if (connectingNanos.isEmpty() && isSeen) {
      connectingNanos = OptionalLong.of(event.nanos());
    }
  }

  void attemptFailed(ReconnectEvent.Failed failed) {
    failures.add(new FailedAttempt(failed.attempt(), failed.reason()));
  }

  /** Notes that the host deletes the controller, which ends the recovery if nothing else did. */
  void deleted(Event event) {
    if (end == null) {
      end(Outcome.REMOVED, event);
    }
  }

  /**
   * Notes that the host may have ended at that time and may have been started again since. What
   * became of the controller and its I/O is not known then.
   */
  void mayBeOfAnotherHost(long sinceNanos) {
    anotherHostSinceNanos = Math.min(anotherHostSinceNanos, sinceNanos);
  }

  private boolean mayBeOfAnotherHost() {
    return anotherHostSinceNanos != Long.MAX_VALUE;
  }

  void end(Outcome how, Event event) {
    outcome = how;
    end = event;
  }

  // The course of its I/O

  void isIdle() {
    wasIdle = true;
  }

  void held(boolean isWrite) {
    requestsHeld++;
    writesHeld += isWrite ? 1 : 0;
  }

  /** Notes that a request finds no path. */
  void waits() {
    waits = true;
  }

  /** Reports whether current I/O events belong to this recovery. */
  boolean isConcerned() {
    return end == null || waits;
  }

  /** Reports whether the controller is gone. Later requests to it fail because of that. */
  boolean isGivenUp() {
    return outcome == Outcome.REMOVED;
  }

  /**
   * Notes that a request of the controller goes to another controller, or to the same one after it
   * has reconnected.
   */
  void goesOn(Event event, String controller) {
    if (controller.equals(lane.name())) {
      goesOnAgain(event);
    } else if (isConcerned()) {
      moved++;
      if (firstMoved == null) {
        firstMoved = new IoOutcome.OverOtherPath(event.nanos(), controller, 1);
      }
    }
  }

  /** Notes that a request goes over the controller itself again; only the first one counts. */
  void goesOnAgain(Event event) {
    if (again == null && waits) {
      again = new IoOutcome.Waited(event.nanos());
    }
  }

  /**
   * Notes that a new request goes over another controller; {@code waited} says whether it had found
   * no path before.
   */
  void newElsewhere(Event event, boolean waited) {
    boolean resumes = waited && waits;
    if (resumes || (firstNew == null && end == null)) {
      firstNew = new IoOutcome.OverOtherPath(event.nanos(), event.lane().name(), 0);
      waits &= !resumes;
    }
  }

  /** Notes that an operation ends with an error for the application. */
  void operationFailed(Event event) {
    operationsFailed++;
    ioFails(event);
  }

  /** Notes that an unknown amount of I/O fails. */
  void ioFails(Event event) {
    if (failedIoNanos.isEmpty()) {
      failedIoNanos = OptionalLong.of(event.nanos());
    }
  }

  private IoOutcome course() {
    IoOutcome seen = courseSeen();
    boolean isSinceThen =
        seen instanceof IoOutcome.Waiting || seen.resumedNanos().orElse(0) >= anotherHostSinceNanos;
    return mayBeOfAnotherHost() && isSinceThen ? new IoOutcome.NotKnown() : seen;
  }

  private IoOutcome courseSeen() {
    if (firstMoved != null) {
      return new IoOutcome.OverOtherPath(firstMoved.nanos(), firstMoved.controller(), moved);
    }
    if (again != null) {
      return again;
    }
    if (failedIoNanos.isPresent()) {
      return new IoOutcome.Failed(failedIoNanos.getAsLong());
    }
    if (outcome != Outcome.RECONNECTED && (waits || requestsHeld > 0)) {
      return new IoOutcome.Waiting();
    }
    if (firstNew != null) {
      return firstNew;
    }
    return wasIdle && requestsHeld == 0 ? new IoOutcome.Idle() : new IoOutcome.NotKnown();
  }

  private boolean endSeen() {
    return switch (outcome) {
      case OPEN -> true;
      case RECONNECTED -> end != null && !(end.detail() instanceof LogEvent.ReconnectNotSeen);
      case REMOVED ->
          end == null || !(end.detail() instanceof ReconnectEvent.Removed it) || it.isSeen();
    };
  }

  private String endReason() {
    return switch (end == null ? null : end.detail()) {
      case ReconnectEvent.Removed it -> it.reason();
      case ControllerEvent.StateChanged it when outcome == Outcome.REMOVED -> it.reason();
      case null, default ->
          outcome == Outcome.RECONNECTED && mayBeOfAnotherHost() ? ANOTHER_HOST : "";
    };
  }

  long detectedNanos() {
    return sinceNanos > 0 ? sinceNanos : detected.nanos();
  }

  /**
   * Limits a moment to the time of detection. An inferred detection may precede the event of its
   * fault by some microseconds.
   */
  private OptionalLong untilDetected(OptionalLong moment) {
    return detection == Detection.EARLIER || moment.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.min(moment.getAsLong(), detectedNanos()));
  }

  /** Reports whether a fault explains the failure. */
  boolean isOfKnownFault() {
    return failedNanos.isPresent();
  }

  /**
   * Returns the recovery according to the events read so far.
   *
   * @param knowsIo whether the operations of this controller were recorded, so that no record of a
   *     hold means that there was none
   * @param requestsAreAll whether no request can have been stopped before it could be seen
   * @param attemptsAreAll whether every attempt to connect was seen
   */
  Recovery finished(boolean knowsIo, boolean requestsAreAll, boolean attemptsAreAll) {
    return new Recovery(
        lane,
        trigger,
        untilDetected(failedNanos),
        detection != Detection.SEEN || heardNanos.orElse(0) > detectedNanos()
            ? OptionalLong.empty()
            : heardNanos,
        detectedNanos(),
        detected.sequence(),
        detection,
        fences,
        fencedNanos,
        !fences && saysThatItDoesNotFence ? FencedBy.NONE : fencedBy,
        source,
        timeoutMillis,
        cqtMillis,
        knowsIo || (requestsHeld > 0 && requestsAreAll && !isCutOff)
            ? OptionalInt.of(writesHeld)
            : OptionalInt.empty(),
        writesHeld,
        course(),
        failedIoNanos,
        knowsIo ? OptionalInt.of(operationsFailed) : OptionalInt.empty(),
        connectingNanos,
        attempts,
        attemptsAreAll && !mayBeOfAnotherHost(),
        failures,
        outcome,
        end == null ? OptionalLong.empty() : OptionalLong.of(end.nanos()),
        endSeen(),
        endReason(),
        end == null ? 0 : end.sequence());
  }
}
