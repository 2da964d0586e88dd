package dev.fenceline.timeline;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencedBy;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PathState;
import dev.fenceline.nvme.KeepAliveTimeout;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sentences about fencing and the hold, with the numbers of the recovery that they belong to. */
final class FencingWords {

  private static final String NOT_PROTECTED =
      "Nothing was waited for: copies sent before may still land after their retries.";

  private final Timeline timeline;
  private final List<Recovery> recoveries;

  FencingWords(Timeline timeline) {
    this.timeline = timeline;
    this.recoveries = Recoveries.of(timeline);
  }

  String why(Event event, FencingEvent detail) {
    return switch (detail) {
      case FencingEvent.Started it ->
          ("Until %s the target may still execute what was sent on %s%s, so "
                  + "nothing of it is retried before then, unless the target says that the "
                  + "old instance is dead.")
              .formatted(
                  Text.moment(it.deadlineNanos()),
                  event.lane().name(),
                  formula(event, it.timeoutMillis()));
      case FencingEvent.CcrAttempted it ->
          "The host looks for a surviving controller that can reset instance %s."
              .formatted(it.impacted());
      case FencingEvent.CcrIssued it ->
          ("%s works and has a reset to spare: it is asked to kill instance %s, "
                  + "instead of waiting for the hold.")
              .formatted(it.source(), it.impacted());
      case FencingEvent.CcrAnswered it -> answered(it);
      case FencingEvent.CcrEnded it -> ended(it);
      case FencingEvent.CcrExhausted it ->
          "No source is left to try: %s%s. %s of T are left."
              .formatted(it.reason(), sources(event), Explanation.millis(it.remainingMillis()));
      case FencingEvent.CcrTimedOut it ->
          "T of %s has passed: the old instance is harmless by time."
              .formatted(Explanation.millis(it.timeoutMillis()));
      case FencingEvent.HoldSkipped it ->
          "The host goes on without a hold: %s. Old copies may still land.".formatted(it.reason());
      case FencingEvent.Ended it -> fenced(event, it);
      case FencingEvent.TargetAccepted _,
          FencingEvent.TargetImmediate _,
          FencingEvent.TargetRejected _,
          FencingEvent.TargetCompleted _,
          FencingEvent.TargetRemoved _ ->
          atTarget(detail);
    };
  }

  /** What every other controller could have done at that moment, in brackets. */
  private String sources(Event event) {
    String words = Sources.at(timeline, event).words();
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  private static String atTarget(FencingEvent detail) {
    return switch (detail) {
      case FencingEvent.TargetAccepted it ->
          ("Accepted: instance %s executes nothing new. Success comes when its "
                  + "last command has left the back end.")
              .formatted(it.impacted());
      case FencingEvent.TargetImmediate it ->
          "There is no instance %s any more: success at once.".formatted(it.impacted());
      case FencingEvent.TargetRejected it ->
          "Refused with %s: %s.".formatted(CopyWords.status(it.status()), it.reason());
      case FencingEvent.TargetCompleted it ->
          "The last command of controller %d has left the back end; the log says so."
              .formatted(it.icid());
      case FencingEvent.TargetRemoved it ->
          "%s left the log: %s.".formatted(entries(it.entries()), it.reason());
      default -> throw new IllegalArgumentException("not the target's: " + detail);
    };
  }

  private static String entries(int entries) {
    return entries == 1 ? "1 entry" : entries + " entries";
  }

  private static String answered(FencingEvent.CcrAnswered it) {
    if (it.status() != 0) {
      return "%s refused with %s.".formatted(it.source(), CopyWords.status(it.status()));
    }
    return it.immediate()
        ? "%s answered that the instance is no more.".formatted(it.source())
        : "%s accepted; its log page will say when the instance is gone.".formatted(it.source());
  }

  private static String ended(FencingEvent.CcrEnded it) {
    return switch (it.outcome()) {
      case SUCCESS -> "The log of %s says that the instance is gone.".formatted(it.source());
      case IMMEDIATE -> "%s answered that the instance was gone already.".formatted(it.source());
      case REJECTED -> "%s refused the reset; the next source is tried.".formatted(it.source());
      case FAILED -> "The log of %s says that the reset failed.".formatted(it.source());
      case TIMED_OUT -> "%s did not say in time how the reset ended.".formatted(it.source());
      case SOURCE_LOST -> "%s failed itself while the host waited.".formatted(it.source());
    };
  }

  private String fenced(Event event, FencingEvent.Ended it) {
    Recovery recovery = recovery(event.lane(), event.sequence());
    String took =
        recovery == null
            ? ""
            : " " + Text.duration(event.nanos() - recovery.detectedNanos()) + " after detection";
    return switch (it.by()) {
      case CCR ->
          "Fenced%s: %s reset the old instance, and nothing of it can reach media any more."
              .formatted(took, it.source());
      case HOLD ->
          "Fenced%s by time: by now the target must have noticed and quiesced.".formatted(took);
      case NONE -> NOT_PROTECTED;
      case NOT_KNOWN -> "Fencing has ended%s; by what is not known.".formatted(took);
    };
  }

  /** What the state of a controller means; while it is fenced, why for so long. */
  String controller(Span.Controller span) {
    String meaning = span.state().explanation();
    if (span.state() == ControllerState.FENCED && isUnprotected(span)) {
      Recovery unprotected = recovery(span.lane(), span.interval().beginSequence());
      return unprotected == null ? NOT_PROTECTED : unprotected(unprotected);
    }
    if (span.state() != ControllerState.FENCING) {
      return meaning + Explanation.reason(span.reason());
    }
    Recovery recovery = recovery(span.lane(), span.interval().beginSequence());
    if (recovery == null || recovery.fencedNanos().isEmpty()) {
      return meaning;
    }
    return switch (recovery.fencedBy()) {
      case CCR ->
          "%s It took %s: %s reset the old instance, instead of a hold of %s."
              .formatted(
                  meaning,
                  Text.duration(span.interval().durationNanos()),
                  recovery.source(),
                  Explanation.millis(recovery.timeoutMillis()));
      case HOLD -> hold(span.lane(), span.interval().beginSequence());
      case NONE -> unprotected(recovery);
      case NOT_KNOWN -> meaning;
    };
  }

  private boolean isUnprotected(Span.Controller span) {
    Recovery recovery = recovery(span.lane(), span.interval().beginSequence());
    return recovery != null && recovery.fencedBy() == FencedBy.NONE;
  }

  /** Until when it holds, by which formula, and why there was no shorter way. */
  String hold(Lane lane, long sequence) {
    Recovery recovery = recovery(lane, sequence);
    if (recovery == null) {
      return "Waits until the target must have noticed and quiesced.";
    }
    Event from = timeline.find(recovery.detectedSequence());
    Attempts attempts = Attempts.of(timeline, recovery);
    long untilNanos =
        attempts.heldUntilNanos().orElse(attempts.timedOut() ? deadline(recovery) : 0);
    if (untilNanos == 0 || from == null) {
      return "Waits until the target must have noticed and quiesced.";
    }
    return "Held until %s:%s from detection at %s, because %s."
        .formatted(
            Text.moment(untilNanos),
            formula(from, recovery.timeoutMillis()).replaceFirst("^, T =", ""),
            Text.moment(recovery.detectedNanos()),
            attempts.why());
  }

  private static long deadline(Recovery recovery) {
    return recovery.detectedNanos() + TimeUnit.MILLISECONDS.toNanos(recovery.timeoutMillis());
  }

  /** Why a recovery went on without waiting for anything, and what that means. */
  String unprotected(Recovery recovery) {
    Attempts attempts = Attempts.of(timeline, recovery);
    return "Not held from %s on: %s%s. %s"
        .formatted(
            Text.moment(recovery.fencedNanos().orElse(recovery.detectedNanos())),
            attempts.why(),
            attempts.skipped().isEmpty() ? "" : ", and there is no hold: " + attempts.skipped(),
            NOT_PROTECTED);
  }

  String ccr(Span.Ccr span) {
    String outcome =
        span.outcome() == null
            ? "It has not ended."
            : "%s after %s."
                .formatted(
                    span.outcome().isSuccess() ? "The instance was gone" : "It came to nothing",
                    Text.duration(span.interval().durationNanos()));
    return "%s was asked to reset the controller of %s. %s"
        .formatted(span.lane().name(), span.impacted().name(), outcome);
  }

  /** T as a formula: 2 x 5 s KATO + 5 s CQT = 15 s; what the instance reported last. */
  private String formula(Event event, long timeoutMillis) {
    String total = Text.duration(TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
    for (int i = (int) event.sequence() - 1; i >= 0; i--) {
      if (timeline.detail(i) instanceof ControllerEvent.Identified it
          && timeline.lane(i).equals(event.lane())) {
        KeepAliveTimeout applied = new KeepAliveTimeout(it.katoMillis(), it.trafficBased());
        long withoutCqt = applied.noticedAfterMillis();
        String kato = applied.noticedAfter() + " x KATO";
        if (timeoutMillis == withoutCqt + it.cqtMillis() && it.cqtMillis() > 0) {
          return ", T = " + kato + " + CQT = " + total;
        }
        if (timeoutMillis == withoutCqt) {
          return ", T = " + kato + " = " + total;
        }
      }
    }
    return ", T = " + total;
  }

  /** What the path of a controller was like: since when it does not pass bytes. */
  String pathAt(Event event) {
    String path = "";
    for (int i = (int) event.sequence() - 1; i >= 0; i--) {
      if (timeline.detail(i) instanceof ControllerEvent.Created created
          && timeline.lane(i).equals(event.lane())) {
        path = created.path();
        break;
      }
    }
    for (int i = (int) event.sequence() - 1; i >= 0; i--) {
      if (timeline.detail(i) instanceof PathEvent.StateChanged change
          && timeline.lane(i).equals(Lane.path(path.isEmpty() ? "?" : path))) {
        return change.to() == PathState.UP
            ? ""
            : " Path %s is %s since %s."
                .formatted(path, change.to().word(), Text.moment(timeline.nanos(i)));
      }
    }
    return "";
  }

  private @Nullable Recovery recovery(Lane lane, long sequence) {
    Recovery found = null;
    for (Recovery recovery : recoveries) {
      // the state changes with detection: the events of that instant belong to it
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
