package dev.fenceline.swimlane.picture;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Lanes that are shown on demand, below the lanes that they describe further. */
public enum ExtraLanes {
  /** The timers of each controller: armed, fired, cancelled. */
  TIMERS,
  /** Where the commands of a controller that failed are: host, wire, target queue or media. */
  PLACES;

  /** Returns the name that the command line uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the lanes with these words.
   *
   * @throws IllegalArgumentException if one of the words names no such lane
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
