package dev.fenceline.lesson;

import dev.fenceline.scenario.setting.Setting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lesson: a run to look at, named moments of it, and the steps that explain them. */
public record Lesson(
    @Setting(about = "by which the gallery and other lessons know it, such as stale-write")
        String id,
    @Setting(about = "a few words") String title,
    @Setting(about = "one sentence: what the learner knows afterwards") String summary,
    @Setting(about = "how long it takes, about", min = "1", max = "60") int minutes,
    @Setting(
            about = "what it plays; without: the session in whose file the lesson is",
            value = "{}")
        Played plays,
    @Setting(about = "a second run to compare with") @Nullable Beside beside,
    @Setting(about = "the moments to which steps refer by name", value = "[]")
        List<Landmark> landmarks,
    @Setting(about = "its steps, in order", min = "1", max = "60") List<LessonStep> steps) {
  public Lesson {
    landmarks = List.copyOf(landmarks);
    steps = List.copyOf(steps);
  }

  /** Returns the landmark with a name. */
  public Optional<Landmark> landmark(String name) {
    return landmarks.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Returns the lesson as it concerns its second run; empty if it does not compare two. */
  public Optional<Lesson> second() {
    return beside == null
        ? Optional.empty()
        : Optional.of(
            new Lesson(
                id,
                title,
                summary,
                minutes,
                beside.plays(),
                null,
                beside.landmarks(),
                steps.stream().map(LessonStep::second).toList()));
  }

  /**
   * Returns a step as one finds it who comes from the steps before it: where it stands and what it
   * shows, also if they have said so.
   */
  public LessonStep reached(int step) {
    LessonStep reached = steps.get(step);
    Played played = playedAt(step);
    for (int i = step - 1; i >= 0 && playedAt(i).equals(played); i--) {
      reached = reached.after(steps.get(i));
    }
    return reached;
  }

  /**
   * Returns what is played at a step: that of the step, or of the last one before it that has any.
   */
  public Played playedAt(int step) {
    for (int i = step; i >= 0; i--) {
      Played played = steps.get(i).plays();
      if (played != null) {
        return played;
      }
    }
    return plays;
  }
}
