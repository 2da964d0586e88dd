package dev.fenceline.swimlane.picture;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Extra lanes that are shown on request, below the lanes to which they add detail. */
public enum ExtraLanes {
  /** The timers of each controller: armed, fired, cancelled. */
  TIMERS,
  /** The places of the commands of a failed controller: host, wire, target queue or media. */
  PLACES;

  /** Returns the name that the command line uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the lanes with these words.
   *
   * @throws IllegalArgumentException if one of the words does not name such a lane
   */
  public static Set<ExtraLanes> named(Collection<String> words) {
    Set<ExtraLanes> lanes = EnumSet.noneOf(ExtraLanes.class);
    for (String word : words) {
      lanes.add(
          Arrays.stream(values())
              .filter(lane -> lane.word().equalsIgnoreCase(word.strip()))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException(word + ": expected timers or places")));
    }
    return lanes;
  }
}
