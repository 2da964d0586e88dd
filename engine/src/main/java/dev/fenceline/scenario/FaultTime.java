package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.MomentText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When a fault of a scenario takes effect, without the random part of its moments.
 *
 * @param fromNanos when it begins, in nanoseconds since the session began
 * @param toNanos when it ends; empty if another fault ends it, or nothing does
 * @param spreadNanos up to how much later it begins, as the seed decides
 */
public record FaultTime(long fromNanos, OptionalLong toNanos, long spreadNanos) {

  /** Returns the times of all faults of a scenario, in its order. */
  public static List<FaultTime> of(Scenario scenario) {
    Map<String, Long> moments = new HashMap<>();
    for (ScheduledFault each : scenario.faults()) {
      String name = each.name();
      if (name != null) {
        moments.put(name, nanos(each.at(), moments));
      }
    }
    return scenario.faults().stream().map(each -> of(each, moments)).toList();
  }

  private static FaultTime of(ScheduledFault fault, Map<String, Long> moments) {
    Moment until = fault.until();
    return new FaultTime(
        nanos(fault.at(), moments),
        until == null ? OptionalLong.empty() : OptionalLong.of(nanos(until, moments)),
        fault.at().spreadNanos());
  }

  private static long nanos(Moment moment, Map<String, Long> moments) {
    @Nullable String anchor = moment.anchor();
    return moment.offsetNanos() + (anchor == null ? 0 : moments.getOrDefault(anchor, 0L));
  }

  /**
   * Returns the text of a moment that is moved; one that would be before the session begins is at
   * its beginning.
   *
   * @throws IllegalArgumentException if the text is not a moment
   */
  public static String moved(String moment, long byNanos) {
    Moment now = MomentText.read(moment);
    long offset = now.offsetNanos() + byNanos;
    return MomentText.of(
        new Moment(
            now.anchor(), now.anchor() == null ? Math.max(0, offset) : offset, now.spreadNanos()));
  }

  /** Reports whether the text is a moment that depends on another fault. */
  public static boolean isAnchored(String moment) {
    try {
      return MomentText.read(moment).anchor() != null;
    } catch (IllegalArgumentException noMoment) {
      return false;
    }
  }
}
