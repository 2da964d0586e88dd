package dev.fenceline.swimlane.picture;

import dev.fenceline.swimlane.pen.Palette.Tone;

/** The place of a command. The colours become warmer towards media. */
public enum CommandPlace {
  /** At the host: not yet sent, or held after the target took it back. */
  HOST("host", Tone.COMMAND),
  /**
   * Between host and target, as a command or a response in transit. A stalled path keeps it there.
   */
  WIRE("wire", Tone.CONNECTING),
  /** At the target: its data is incomplete, or it waits for media. */
  TARGET("target queue", Tone.FENCING),
  /** At media. Only revoking the command can still stop it. */
  MEDIA("media", Tone.RESETTING);

  private final String word;
  private final Tone tone;

  CommandPlace(String word, Tone tone) {
    this.word = word;
    this.tone = tone;
  }

  /** Returns its name in a word or two. */
  public String word() {
    return word;
  }

  /** Returns its colour. */
  public Tone tone() {
    return tone;
  }
}
