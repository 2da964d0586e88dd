package dev.fenceline.realpeers;

import java.util.List;

/**
 * What a command in a guest came to.
 *
 * @param status its exit status; 124 if the guest did not answer in time
 * @param output what it printed, on both streams, without the last line's end
 */
public record Answer(int status, String output) {
  /** The lines that it printed. */
  public List<String> lines() {
    return output.lines().toList();
  }
}
