package dev.fenceline.session;

import dev.fenceline.event.Lane;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The lanes of one file, each of which is kept once. Thread-safe. */
final class FileLanes {
  /** Largest number of lanes in a file. */
  private static final int LANES_MAX = 100_000;

  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * Returns the lane with a name.
   *
   * @throws IllegalArgumentException if it is not the name of a lane
   * @throws SessionLineException if the file has too many lanes
   */
  Lane lane(String text) throws IOException {
    Lane known = lanes.get(text);
    if (known != null) {
      return known;
    }
    if (lanes.size() >= LANES_MAX) {
      throw new SessionLineException("more than " + LANES_MAX + " lanes");
    }
    return lanes.computeIfAbsent(text, Lane::parse);
  }
}
