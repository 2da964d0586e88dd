package dev.fenceline.lesson;

import dev.fenceline.scenario.setting.Setting;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.List;
import java.util.OptionalLong;

/**
 * A second run, which a lesson shows below its first one. Both are aligned at the first failure of
 * a path.
 */
public record Beside(
    @Setting(about = "what the second run plays") Played plays,
    @Setting(about = "the moments of the second run, to which `beside` of the steps refers")
        List<Landmark> landmarks,
    @Setting(about = "the name of the first run, and its moment that decides") Marked first,
    @Setting(about = "the same of the second run") Marked second) {
  public Beside {
    landmarks = List.copyOf(landmarks);
  }

  /** Returns by how much the second run is later than the first one, in nanoseconds. */
  public static long shiftNanos(Timeline first, Timeline second) {
    return failedNanos(second) - failedNanos(first);
  }

  private static long failedNanos(Timeline run) {
    return Recoveries.of(run).stream()
        .map(Recovery::failedNanos)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .findFirst()
        .orElse(0);
  }
}
