package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.log.CcrLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The resets of one controller that passed while it showed no sign of trouble, and their outcomes.
 * Its host may have sent them, because it detects a failure before its PDUs show it, or a person.
 * They are the host's fencing if the controller then fails and the host is one that fences by
 * resets: such a host would have sent a reset of its own after one by a person.
 */
final class HostEarlierResets {
  /** Within this time, the moments of the resets and of their outcomes count as now. */
  static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int RESETS_MAX = 16;

  private record Reset(String source, InstanceId impacted, int cid, int creditLeft, long nanos) {}

  private record Answer(String source, Completion completion, long nanos) {}

  private record Logged(String source, CcrLog.Entry entry, Cause cause, long nanos) {}

  private final LaneRecorder recorder;
  private final List<Reset> resets = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Logged> logged = new ArrayList<>();

  HostEarlierResets(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  void forget() {
    resets.clear();
    answers.clear();
    logged.clear();
  }

  /** Notes a reset; of more than 16 only the first ones. */
  void passed(String source, InstanceId impacted, int cid, int creditLeft) {
    if (resets.size() < RESETS_MAX) {
      resets.add(new Reset(source, impacted, cid, creditLeft, recorder.nanos()));
    }
  }

  /** Notes the completion of a reset. One that was refused has harmed nothing and is forgotten. */
  void answered(String source, Completion completion) {
    boolean isKnown = resets.stream().anyMatch(each -> isOf(each, source, completion));
    if (isKnown && !completion.status().isSuccess()) {
      resets.removeIf(each -> isOf(each, source, completion));
    } else if (isKnown && answers.size() < RESETS_MAX) {
      answers.add(new Answer(source, completion, recorder.nanos()));
    }
  }

  private static boolean isOf(Reset reset, String source, Completion completion) {
    return reset.source().equals(source) && reset.cid() == completion.cid();
  }

  /** Notes a log entry that names the instance of a reset. */
  void logged(String source, CcrLog.Entry entry, Cause cause) {
    boolean isOfReset =
        resets.stream()
            .anyMatch(each -> each.source().equals(source) && entry.names(each.impacted()));
    if (isOfReset && logged.size() < RESETS_MAX) {
      logged.add(new Logged(source, entry, cause, recorder.nanos()));
    }
  }

  boolean isAny() {
    return !resets.isEmpty();
  }

  /** Reports whether a reset has passed and none was answered. */
  boolean isUnanswered() {
    return isAny() && answers.isEmpty();
  }

  /** Returns the time at which the first one passed. There must be one. */
  long firstNanos() {
    return resets.getFirst().nanos();
  }

  /** Reports whether the first one and all outcomes have passed just now. */
  boolean isRecent() {
    return isSoon(firstNanos())
        && answers.stream().allMatch(each -> isSoon(each.nanos()))
        && logged.stream().allMatch(each -> isSoon(each.nanos()));
  }

  private boolean isSoon(long nanos) {
    return recorder.nanos() - nanos <= SOON_NANOS;
  }

  /** Hands the resets and their outcomes to the fencing that has begun with them. */
  void handTo(HostFencing fencing) {
    for (Reset each : resets) {
      fencing.issued(each.source(), each.impacted(), each.cid(), each.creditLeft());
    }
    for (Answer each : answers) {
      fencing.answered(each.source(), each.completion());
    }
    for (Logged each : logged) {
      fencing.logged(each.source(), each.entry(), each.cause());
    }
    forget();
  }
}
