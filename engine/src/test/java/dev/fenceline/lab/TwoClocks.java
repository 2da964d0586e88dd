package dev.fenceline.lab;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The clocks of a host and of the target that sees it, each of which stamps its own events. What
 * lies between them is measured by the commands and completions that pass: the fastest says by how
 * much the clocks differ, every other one by how much a loop or the machine was late at that
 * moment.
 */
final class TwoClocks {
  /** A loop that is late now and then is late for what comes within this time. */
  private static final long AROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** One clock for both. */
  static final TwoClocks ONE = new TwoClocks(0, List.of());

  private record Late(long nanos, long byNanos) {}

  private record Passed(Lane lane, int qid, int cid, boolean isAnswer) {}

  private final long offsetNanos;
  private final List<Late> late;

  private TwoClocks(long offsetNanos, List<Late> late) {
    this.offsetNanos = offsetNanos;
    this.late = late;
  }

  static TwoClocks of(Timeline host, Timeline target) {
    Set<String> broken =
        Recoveries.of(host).stream().map(Recovery::controller).collect(Collectors.toSet());
    Map<Passed, Long> atHost = passed(host, broken);
    Map<Passed, Long> atTarget = passed(target, broken);
    long offsetNanos = Long.MAX_VALUE;
    for (Map.Entry<Passed, Long> each : atTarget.entrySet()) {
      Long its = atHost.get(each.getKey());
      if (its != null && !each.getKey().isAnswer()) {
        offsetNanos = Math.min(offsetNanos, each.getValue() - its);
      }
    }
    List<Late> late = new ArrayList<>();
    for (Map.Entry<Passed, Long> each : atTarget.entrySet()) {
      Long its = atHost.get(each.getKey());
      if (its != null) {
        long nanos = each.getValue();
        late.add(new Late(nanos, Math.abs(its + offsetNanos - nanos)));
      }
    }
    return new TwoClocks(offsetNanos, late);
  }

  /** When each command identifier was sent and answered for the first time, over whole paths. */
  private static Map<Passed, Long> passed(Timeline timeline, Set<String> broken) {
    Map<Passed, Long> passed = new HashMap<>();
    for (Event event : timeline.events()) {
      Lane lane = event.lane();
      if (broken.contains(lane.name())) {
        continue;
      }
      switch (event.detail()) {
        case CommandEvent.Submitted it ->
            passed.putIfAbsent(new Passed(lane, it.qid(), it.cid(), false), event.nanos());
        case CommandEvent.Completed it ->
            passed.putIfAbsent(new Passed(lane, it.qid(), it.cid(), true), event.nanos());
        default -> {}
      }
    }
    return passed;
  }

  /** A moment of the host by the clock of the target. */
  long atTarget(long hostNanos) {
    return hostNanos + offsetNanos;
  }

  /** By how much what passed around this moment was late, by the clock of the target. */
  long lateNanos(long nanos) {
    return late.stream()
        .filter(each -> Math.abs(each.nanos() - nanos) <= AROUND_NANOS)
        .mapToLong(Late::byNanos)
        .max()
        .orElse(0);
  }
}
