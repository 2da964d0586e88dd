package dev.fenceline.remote;

/**
 * How the media of a real target are slowed: two commands for the shell of this machine, such as
 * {@code ssh target dmsetup suspend DEVICE} and {@code ssh target dmsetup resume DEVICE}.
 *
 * @param before after it has run, writes stay in the target
 * @param after after it has run, media work normally
 */
public record SlowHint(String before, String after) {
  /**
   * @throws IllegalArgumentException if one of them is empty
   */
  public SlowHint {
    if (before.isBlank() || after.isBlank()) {
      throw new IllegalArgumentException("a command that makes media slow, or ends it, is empty");
    }
  }
}
