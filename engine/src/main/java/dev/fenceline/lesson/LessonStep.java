package dev.fenceline.lesson;

import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.Setting;
import org.jspecify.annotations.Nullable;

/** A step of a lesson: a short text, where it points, and where the replay stands meanwhile. */
public record LessonStep(
    @Setting(about = "a few words") String title,
    @Setting(about = "what the learner reads, at most 45 words") String text,
    @Setting(about = "what is played from this step on; without: what was played before")
        @Nullable Played plays,
    @Setting(about = "where the replay stands; without: where it stood") @Nullable Moment at,
    @Setting(about = "to where the replay then plays; without: it stands still")
        @Nullable Moment playTo,
    @Setting(about = "the times that are shown; without: as before") @Nullable View view,
    @Setting(about = "where it points; without: nowhere") @Nullable Pointer points,
    @Setting(about = "where it points in the second run of a lesson that compares two")
        @Nullable Pointer beside,
    @Setting(about = "the landmark whose event is selected, so that its details and bytes show")
        @Nullable String select,
    @Setting(about = "what is asked before the replay plays on") @Nullable Question question,
    @Setting(about = "an experiment for the learner") @Nullable Exercise exercise,
    @Setting(about = "what a speaker may say here; the learner does not see it", value = "")
        String notes) {
  /** The words that the text of a step may have. */
  public static final int WORDS_MAX = 45;

  /** Returns this step, standing where another one ends and showing what that shows if need be. */
  LessonStep after(LessonStep before) {
    return new LessonStep(
        title,
        text,
        plays,
        at != null ? at : before.playTo != null ? before.playTo : before.at,
        playTo,
        view == null ? before.view : view,
        points,
        beside,
        select,
        question,
        exercise,
        notes);
  }

  /** Returns what concerns the second run: where the step points in it. */
  LessonStep second() {
    return new LessonStep(title, text, null, null, null, null, beside, null, null, null, null, "");
  }
}
