package dev.fenceline.swimlane;

import dev.fenceline.swimlane.Palette.Tone;

/** Where a command is: the nearer to media, the warmer its colour. */
enum Place {
  /** At the host: not sent yet, or held after the target took it back. */
  HOST("host", Tone.COMMAND),
  /** Between host and target, on its way or as an answer; a stalled path keeps it there. */
  WIRE("wire", Tone.CONNECTING),
  /** At the target, without all of its data or waiting for media. */
  TARGET("target queue", Tone.FENCING),
  /** At media, which can no longer be stopped unless the command is revoked. */
  MEDIA("media", Tone.RESETTING);

  private final String word;
  private final Tone tone;

  Place(String word, Tone tone) {
    this.word = word;
    this.tone = tone;
  }

  /** In a word or two. */
  String word() {
    return word;
  }

  /** Its colour. */
  Tone tone() {
    return tone;
  }
}
