package dev.fenceline.lesson;

import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that is asked before its answer is visible. It is answered by a choice, or by a mark
 * on the time axis.
 */
public record Question(
    @Setting(about = "the question, one sentence") String ask,
    @Setting(
            about = "what can be chosen; none if the learner marks a time",
            value = "[]",
            max = "4")
        List<String> choices,
    @Setting(about = "the number of the right choice, from 1; 0 if a time is marked", value = "0")
        int answer,
    @Setting(about = "the right time; without: the question has choices") @Nullable Moment mark,
    @Setting(about = "how far a mark may be from the right time", value = "1 s")
        long toleranceMillis,
    @Setting(about = "why, shown with the answer, at most 45 words") String because,
    @Setting(about = "what must be true of the run, so that the answer is right", value = "[]")
        List<Expectation> proof) {
  /** The fewest choices of a question. */
  private static final int CHOICES_MIN = 2;

  public Question {
    choices = List.copyOf(choices);
    proof = List.copyOf(proof);
    if (mark != null && (!choices.isEmpty() || answer != 0)) {
      throw new IllegalArgumentException("give either \"choices\" and \"answer\", or \"mark\"");
    }
    if (mark == null && choices.size() < CHOICES_MIN) {
      throw new IllegalArgumentException("a question needs two to four \"choices\", or a \"mark\"");
    }
    if (mark == null && (answer < 1 || answer > choices.size())) {
      throw new IllegalArgumentException(
          "\"answer\" is the number of the right choice, 1 to " + choices.size());
    }
  }

  /** Reports whether it is answered by a mark on the time axis. */
  public boolean isMark() {
    return mark != null;
  }
}
