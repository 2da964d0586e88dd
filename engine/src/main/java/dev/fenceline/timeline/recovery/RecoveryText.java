package dev.fenceline.timeline.recovery;

import dev.fenceline.event.value.FencedBy;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Recovery.FailedAttempt;
import dev.fenceline.timeline.recovery.Recovery.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Describes a recovery in the lines of a summary. Each line says only what events show. */
final class RecoveryText {
  /** The longest time that a host needs to close connections. Anything later has waited. */
  private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Recovery recovery;

  RecoveryText(Recovery recovery) {
    this.recovery = recovery;
  }

  /**
   * Describes how the host detected the failure, and when the path had failed, if a fault or a
   * silence shows it.
   */
  String detection() {
    if (recovery.earlier()) {
      return "before the recording begins";
    }
    if (!recovery.isDetectionSeen()) {
      return "%s at the latest  %s; when the host knew is not known"
          .formatted(Text.moment(recovery.detectedNanos()), recovery.trigger());
    }
    String known = Text.moment(recovery.detectedNanos()) + "  " + recovery.trigger();
    if (recovery.failedNanos().isPresent()) {
      long failed = recovery.failedNanos().getAsLong();
      return failed == recovery.detectedNanos()
          ? known + ", at the moment at which the path failed"
          : "%s, %s after the path failed at %s"
              .formatted(
                  known, Text.duration(recovery.detectedNanos() - failed), Text.moment(failed));
    }
    if (recovery.lastHeardNanos().isPresent()) {
      long heard = recovery.lastHeardNanos().getAsLong();
      return "%s, %s after the last answer"
          .formatted(known, Text.duration(recovery.detectedNanos() - heard));
    }
    return known;
  }

  /** Describes how fencing ended. */
  String fencing() {
    if (recovery.fencedNanos().isEmpty()) {
      return recovery.fences() ? withoutEnd() : withoutFencing();
    }
    long fenced = recovery.fencedNanos().getAsLong();
    return "%s  %s%s".formatted(Text.moment(fenced), how(), after(fenced));
  }

  private String withoutEnd() {
    return recovery.isFencingOver() ? how() + "; when is not known" : "not ended";
  }

  private String how() {
    return switch (recovery.fencedBy()) {
      case CCR -> "by CCR through " + recovery.source();
      case HOLD -> "by hold" + bound();
      case STOPPED -> "by its own word: it has stopped";
      case NONE -> "unprotected";
      case NOT_KNOWN -> "by what is not known";
    };
  }

  private String after(long fencedNanos) {
    if (!recovery.isDetectionSeen()) {
      return "";
    }
    long tookNanos = fencedNanos - recovery.detectedNanos();
    if (tookNanos > 0) {
      return ", " + Text.duration(tookNanos) + " after detection";
    }
    return recovery.fencedBy() == FencedBy.NONE ? ": nothing was waited for" : ", at detection";
  }

  private String withoutFencing() {
    if (recovery.fencedBy() != FencedBy.NONE) {
      return "not known";
    }
    boolean isAtOnce =
        recovery.io() instanceof IoOutcome.OverOtherPath it
            && it.moved() > 0
            && it.nanos() - recovery.detectedNanos() <= AT_ONCE_NANOS;
    return isAtOnce ? "none: retried elsewhere at once" : "none";
  }

  private String bound() {
    if (recovery.timeoutMillis() == 0) {
      return "";
    }
    boolean promisesNothing = recovery.cqtMillis().orElse(-1) == 0;
    return " (T = %d ms%s)"
        .formatted(recovery.timeoutMillis(), promisesNothing ? "; CQT 0 promises nothing" : "");
  }

  /** Describes the course of the I/O: how many writes were held and how many operations failed. */
  String io() {
    List<String> parts = new ArrayList<>();
    parts.add(
        switch (recovery.io()) {
          case IoOutcome.OverOtherPath it ->
              Text.moment(it.nanos()) + "  continues over " + it.controller();
          case IoOutcome.Waited it ->
              Text.moment(it.untilNanos()) + "  continues; until then no path was usable";
          case IoOutcome.Waiting _ -> "waits when the session ends";
          case IoOutcome.Failed it -> Text.moment(it.nanos()) + "  fails to the application";
          case IoOutcome.Idle _ -> "no request was out on it";
          case IoOutcome.NotKnown _ -> "not known";
        });
    if (recovery.writesHeld().isPresent() || recovery.writesHeldSeen() > 0) {
      String least = recovery.writesHeld().isPresent() ? "" : "at least ";
      parts.add(least + Text.count(recovery.writesHeldSeen(), "write") + " held");
    }
    if (recovery.operationsFailed().orElse(0) > 0) {
      parts.add(Text.count(recovery.operationsFailed().getAsInt(), "operation") + " failed");
    } else if (recovery.ioFailedNanos().isPresent()
        && !(recovery.io() instanceof IoOutcome.Failed)) {
      parts.add("some failed from " + Text.moment(recovery.ioFailedNanos().getAsLong()) + " on");
    }
    return String.join(", ", parts);
  }

  /** Describes how it ended. */
  String reconnect() {
    if (recovery.outcome() == Outcome.OPEN) {
      return "not yet, after " + recovery.attemptsWords();
    }
    long at = recovery.endedNanos().orElseThrow();
    if (recovery.outcome() == Outcome.REMOVED) {
      return recovery.endSeen()
          ? "%s  removed after %s%s"
              .formatted(
                  Text.moment(at),
                  recovery.attemptsWords(),
                  recovery.isGivenUp() ? "" : ": " + recovery.endReason())
          : "not before %s: %s".formatted(Text.moment(at), recovery.endReason());
    }
    if (!recovery.endSeen()) {
      return "before %s, when it fails again; no line says when".formatted(Text.moment(at));
    }
    String after =
        !recovery.isDetectionSeen()
            ? ""
            : ", " + Text.duration(at - recovery.detectedNanos()) + " after detection";
    String doubt = recovery.endReason().isEmpty() ? "" : "; " + recovery.endReason();
    boolean isLiveAgain = recovery.attempts() == 0 || !doubt.isEmpty();
    String attempt = isLiveAgain ? "live again" : recovery.lastAttemptWords();
    return "%s  %s%s%s".formatted(Text.moment(at), attempt, after, doubt);
  }

  /** Describes why attempts failed, with consecutive attempts for the same reason in one line. */
  List<String> failures() {
    List<String> lines = new ArrayList<>();
    List<FailedAttempt> all = recovery.failures();
    for (int i = 0; i < all.size(); ) {
      int next = i + 1;
      while (next < all.size() && all.get(next).reason().equals(all.get(i).reason())) {
        next++;
      }
      FailedAttempt first = all.get(i);
      String reason = first.reason().isEmpty() ? "no reason is known" : first.reason();
      lines.add(
          next - i == 1
              ? "attempt %d: %s".formatted(first.attempt(), reason)
              : "attempts %d %s %d: %s"
                  .formatted(
                      first.attempt(),
                      next - i == 2 ? "and" : "to",
                      all.get(next - 1).attempt(),
                      reason));
      i = next;
    }
    return lines;
  }
}
