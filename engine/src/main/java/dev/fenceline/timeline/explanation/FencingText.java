package dev.fenceline.timeline.explanation;

import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.CopyText;
import dev.fenceline.timeline.span.Span;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sentences about fencing and the hold, with the numbers of their recovery. */
final class FencingText {

  /** A hold that ends later than T by more than this has waited for something else. */
  private static final long LONGER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final String NOT_PROTECTED =
      "Copies sent before may still land after their retries.";

  private final Timeline timeline;
  private final List<Recovery> recoveries;

  FencingText(Timeline timeline) {
    this.timeline = timeline;
    this.recoveries = Recoveries.of(timeline);
  }

  String why(Event event, FencingEvent detail) {
    return switch (detail) {
      case FencingEvent.Started _ -> started(event);
      case FencingEvent.CcrAttempted it ->
          "The host looks for a surviving controller that can reset instance %s."
              .formatted(it.impacted());
      case FencingEvent.CcrIssued it ->
          "%s is asked to reset instance %s; after that it can take %d more at a time."
              .formatted(it.source(), it.impacted(), it.creditLeft());
      case FencingEvent.CcrAnswered it -> answered(it);
      case FencingEvent.CcrEnded it -> ended(event, it);
      case FencingEvent.CcrConfirmed it -> confirmed(it);
      case FencingEvent.CcrExhausted it ->
          "No source is left to try: %s%s.%s"
              .formatted(it.reason(), sources(event), left(event, it.remainingMillis()));
      case FencingEvent.CcrTimedOut it ->
          "T of %s has passed.%s".formatted(Text.millis(it.timeoutMillis()), worth(event));
      case FencingEvent.HoldSkipped it ->
          "The host continues without a hold: %s. Old copies may still land."
              .formatted(it.reason());
      case FencingEvent.Ended it -> fenced(event, it);
      case FencingEvent.RuledOut _ ->
          "It connects again before a hold can be over, and no reset of it has passed: the host did"
              + " not fence.";
      case FencingEvent.TargetAccepted _,
          FencingEvent.TargetImmediate _,
          FencingEvent.TargetRejected _,
          FencingEvent.TargetCompleted _,
          FencingEvent.TargetRemoved _ ->
          TargetCcrText.why(detail);
    };
  }

  private String started(Event event) {
    String held = "The host holds what was sent on %s.".formatted(event.lane().name());
    return bound(event)
        .map(bound ->
            "%s T is over at %s: %s %s.%s"
                .formatted(
                    held,
                    Text.moment(bound.endNanos()),
                    bound.length(),
                    bound.counted(),
                    bound.worth()))
        .orElse(held);
  }

  private Optional<TimeBound> bound(Event event) {
    return Optional.ofNullable(recovery(event.lane(), event.sequence()))
        .flatMap(recovery -> TimeBound.of(timeline, recovery));
  }

  private String worth(Event event) {
    return bound(event).map(TimeBound::worth).orElse("");
  }

  /** Describes the remainder of T. If T has not begun yet, all of it remains. */
  private String left(Event event, long remainingMillis) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(remainingMillis);
    Optional<TimeBound> later = bound(event).filter(it -> remainingMillis > it.millis());
    return later
        .map(bound -> " T of %s counts %s.".formatted(Text.millis(bound.millis()), bound.counted()))
        .orElse(
            remainingMillis == 0
                ? " Nothing of T is left."
                : " %s of T are left.".formatted(Text.duration(nanos)));
  }

  /** Describes in parentheses what every other controller could have done at that moment. */
  private String sources(Event event) {
    String words = ResetSources.at(timeline, event).words();
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  private static String answered(FencingEvent.CcrAnswered it) {
    if (it.status() != 0) {
      return "%s refused with %s.".formatted(it.source(), CopyText.status(it.status()));
    }
    return it.immediate()
        ? "%s answered that the instance no longer exists.".formatted(it.source())
        : "%s accepted; its log page will say how the reset ended.".formatted(it.source());
  }

  private String ended(Event event, FencingEvent.CcrEnded it) {
    String source = source(it.source());
    return switch (it.outcome()) {
      case SUCCESS -> "%s reports that its reset of the instance succeeded.".formatted(source);
      case IMMEDIATE -> "%s answered that the instance was gone already.".formatted(source);
      case REJECTED -> "%s refused the reset%s.".formatted(source, next(event));
      case FAILED -> "The log of %s says that the reset failed%s.".formatted(source, next(event));
      case TIMED_OUT ->
          "%s did not say in time how the reset ended%s.".formatted(source, next(event));
      case SOURCE_LOST ->
          "%s failed itself while the host waited%s.".formatted(source, next(event));
    };
  }

  private static String source(String name) {
    return name.isEmpty() ? "A surviving controller" : name;
  }

  /**
   * Describes the host's next step after a source has failed: the next source, or that none is
   * left.
   */
  private String next(Event event) {
    for (int i = (int) event.sequence(); i < timeline.size(); i++) {
      if (timeline.lane(i).equals(event.lane())) {
        switch (timeline.detail(i)) {
          case FencingEvent.CcrIssued it -> {
            return "; %s is asked next".formatted(it.source());
          }
          case FencingEvent.CcrExhausted _ -> {
            return "; no source is left to try";
          }
          case FencingEvent.CcrTimedOut _, FencingEvent.Ended _, FencingEvent.CcrEnded _ -> {
            return "";
          }
          default -> {}
        }
      }
    }
    return "";
  }

  private static String confirmed(FencingEvent.CcrConfirmed it) {
    return "The log of %s says after all that its reset succeeded.".formatted(it.source());
  }

  private String fenced(Event event, FencingEvent.Ended it) {
    if (it.byThen()) {
      return it.by() == FencedBy.HOLD
          ? "A hold has ended before; when is not known."
          : "Fencing has ended before; by what and when is not known.";
    }
    Recovery recovery = recovery(event.lane(), event.sequence());
    String took =
        recovery == null || !recovery.isDetectionSeen()
            ? ""
            : " " + Text.duration(event.nanos() - recovery.detectedNanos()) + " after detection";
    return switch (it.by()) {
      case CCR ->
          "Fenced%s: %s.".formatted(took, reset(event.lane(), event.sequence(), it.source()));
      case HOLD -> "Fenced%s by time.%s".formatted(took, worth(event));
      case STOPPED -> "The controller has stopped%s.".formatted(took);
      case NONE -> "The host continues%s without protection. %s".formatted(took, NOT_PROTECTED);
      case NOT_KNOWN -> "Fencing has ended%s; by what is not known.".formatted(took);
    };
  }

  /**
   * Describes that a source reset the old instance, and when the instance was gone, if that was
   * recorded.
   */
  String reset(Lane lane, long endSequence, String source) {
    Event gone = gone(lane, endSequence);
    boolean before = wasGone(lane, endSequence);
    String said =
        source(source)
            + (before
                ? " answered that the old instance was gone already"
                : gone == null
                    ? " reports that it has reset the old instance"
                    : " reset the old instance");
    return gone == null
        ? said
        : "%s, %s last command left the back end at %s"
            .formatted(said, before ? "and its" : "whose", Text.moment(gone.nanos()));
  }

  /** Reports whether the reset that ended fencing found that the instance no longer existed. */
  private boolean wasGone(Lane lane, long endSequence) {
    for (int i = (int) endSequence - 1; i >= 0; i--) {
      if (timeline.detail(i) instanceof FencingEvent.CcrEnded it && timeline.lane(i).equals(lane)) {
        return it.outcome() == CcrOutcome.IMMEDIATE;
      }
    }
    return false;
  }

  /**
   * Returns the end, up to an event, of the instance that was to be reset, or null if it was not
   * recorded.
   */
  private @Nullable Event gone(Lane lane, long endSequence) {
    InstanceId impacted = null;
    for (int i = (int) endSequence - 1; i >= 0 && impacted == null; i--) {
      if (timeline.detail(i) instanceof FencingEvent.CcrIssued it
          && timeline.lane(i).equals(lane)) {
        impacted = it.impacted();
      }
    }
    for (int i = (int) endSequence - 1; i >= 0; i--) {
      if (timeline.detail(i) instanceof InstanceEvent.Gone it && it.instance().equals(impacted)) {
        return timeline.event(i);
      }
    }
    return null;
  }

  /** Describes the state of a controller. For FENCING, also explains why it takes so long. */
  String controller(Span.Controller span) {
    String meaning = span.state().explanation();
    Recovery recovery = recovery(span.lane(), span.interval().beginSequence());
    if (span.state() == ControllerState.FENCED
        && recovery != null
        && recovery.fencedBy() == FencedBy.NONE) {
      return unprotected(recovery);
    }
    if (span.state() != ControllerState.FENCING) {
      return meaning + Text.reason(span.reason());
    }
    if (recovery == null || recovery.fencedNanos().isEmpty()) {
      return meaning;
    }
    return switch (recovery.fencedBy()) {
      case CCR -> meaning + " " + byReset(recovery);
      case HOLD -> hold(span.lane(), span.interval().beginSequence());
      case NONE -> unprotected(recovery);
      case STOPPED, NOT_KNOWN -> meaning;
    };
  }

  /** Describes how long a reset took and how long T would have been. */
  String byReset(Recovery recovery) {
    long fencedNanos = recovery.fencedNanos().orElseThrow();
    String bound =
        TimeBound.of(timeline, recovery).map(it -> "; T is " + Text.millis(it.millis())).orElse("");
    return "Fenced%s: %s%s."
        .formatted(
            recovery.isDetectionSeen()
                ? " in " + Text.duration(fencedNanos - recovery.detectedNanos())
                : "",
            reset(recovery.lane(), fencedSequence(recovery), recovery.source()),
            bound);
  }

  private long fencedSequence(Recovery recovery) {
    int end = recovery.endSequence() == 0 ? timeline.size() : (int) recovery.endSequence();
    for (int i = (int) recovery.detectedSequence() - 1; i < end; i++) {
      if (timeline.detail(i) instanceof FencingEvent.Ended
          && timeline.lane(i).equals(recovery.lane())) {
        return i + 1L;
      }
    }
    return end;
  }

  /** Describes when the host began fencing, and what T is. */
  String goesOn(Recovery recovery) {
    return "Fencing since %s%s%s."
        .formatted(
            Text.moment(recovery.detectedNanos()),
            recovery.isDetectionSeen() ? "" : " at the latest",
            TimeBound.of(timeline, recovery)
                .map(it -> "; T is " + Text.millis(it.millis()))
                .orElse(""));
  }

  /** Describes how long the host holds, by which formula, and why there was no faster way. */
  String hold(Lane lane, long sequence) {
    Recovery recovery = recovery(lane, sequence);
    Optional<TimeBound> known =
        recovery == null ? Optional.empty() : TimeBound.of(timeline, recovery);
    if (recovery == null || known.isEmpty()) {
      return "Requests are held for a time.";
    }
    TimeBound bound = known.get();
    Attempts attempts = Attempts.of(timeline, recovery);
    if (attempts.releasedNanos().isPresent()) {
      return "Held until %s, when the log of %s confirmed its reset; T is over at %s."
          .formatted(
              Text.moment(attempts.releasedNanos().getAsLong()),
              source(recovery.source()),
              Text.moment(bound.endNanos()));
    }
    long untilNanos = attempts.heldUntilNanos().orElse(attempts.timedOut() ? bound.endNanos() : 0);
    if (untilNanos != bound.endNanos()) {
      return untilNanos == 0
          ? "Requests are held for a time."
          : "Held until %s, because %s.".formatted(Text.moment(untilNanos), attempts.why());
    }
    long endedNanos = recovery.fencedNanos().orElse(untilNanos);
    boolean isLonger = endedNanos - untilNanos > LONGER_NANOS;
    return "Held until %s: %s %s, because %s.%s"
        .formatted(
            isLonger ? Text.moment(endedNanos) + ", longer than T" : Text.moment(untilNanos),
            bound.length(),
            bound.counted(),
            attempts.why(),
            bound.promise() instanceof TimeBound.Promise.None ? bound.worth() : "");
  }

  /** Explains why a recovery continued without protection, and what that means. */
  String unprotected(Recovery recovery) {
    Attempts attempts = Attempts.of(timeline, recovery);
    Optional<TimeBound> bound =
        attempts.timedOut() ? TimeBound.of(timeline, recovery) : Optional.empty();
    return "Not held from %s on: %s%s.%s"
        .formatted(
            Text.moment(recovery.fencedNanos().orElse(recovery.detectedNanos())),
            attempts.why(),
            attempts.skipped().isEmpty() ? "" : ", and there is no hold: " + attempts.skipped(),
            bound.map(TimeBound::worth).orElse(" " + NOT_PROTECTED));
  }

  String ccr(Span.Ccr span) {
    CcrOutcome outcome = span.outcome();
    String ending =
        outcome == null
            ? "It has not ended."
            : "%s after %s."
                .formatted(
                    outcome.isSuccess() ? "It succeeded" : "It came to nothing",
                    Text.duration(span.interval().durationNanos()));
    return "%s was asked to reset the controller of %s. %s"
        .formatted(span.lane().name(), span.impacted().name(), ending);
  }

  private @Nullable Recovery recovery(Lane lane, long sequence) {
    Recovery found = null;
    for (Recovery recovery : recoveries) {
      // the state changes at detection, so the events of that instant belong to the recovery
      boolean begun =
          recovery.detectedSequence() <= sequence
              || timeline.nanos((int) recovery.detectedSequence() - 1)
                  == timeline.nanos((int) sequence - 1);
      if (recovery.lane().equals(lane) && begun) {
        found = recovery;
      }
    }
    return found;
  }
}
