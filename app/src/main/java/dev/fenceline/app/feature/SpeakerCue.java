package dev.fenceline.app.feature;

/**
 * What a speaker may say now, and what comes next. All texts are empty while no lesson is played.
 *
 * @param place which step it is, such as {@code 2 of 9}
 * @param title the title of the step
 * @param notes what the speaker may say at it; empty if the lesson has no notes for it
 * @param nextTitle the title of the next step; empty after the last one
 * @param nextNotes what the speaker may say at the next step
 */
public record SpeakerCue(
    String place, String title, String notes, String nextTitle, String nextNotes) {
  /** No lesson is played. */
  public static final SpeakerCue NONE = new SpeakerCue("", "", "", "", "");

  /** Reports whether a lesson is played. */
  public boolean isOfLesson() {
    return !place.isEmpty();
  }
}
