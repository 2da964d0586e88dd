package dev.fenceline.page;

import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.Played;
import dev.fenceline.lesson.Question;
import dev.fenceline.session.Session;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one of the {@link StepPictures} shows.
 *
 * @param runs the lanes of its runs, from top to bottom
 * @param title a few words
 * @param text paragraphs about it; may be empty
 */
record StepShot(List<Run> runs, String title, String text) {

  /**
   * A run.
   *
   * @param name what stands above its lanes; empty if there is only one run
   */
  record Run(String name, StepLanes lanes) {}

  StepShot {
    runs = List.copyOf(runs);
  }

  /** Returns the steps of a session. */
  static List<StepShot> ofSession(Picture picture, String title, String purpose) {
    LaneLayout layout = LaneLayout.of(picture);
    return PageSteps.moments(picture, title, purpose).stream()
        .map(step ->
            new StepShot(
                List.of(
                    new Run(
                        "", new StepLanes(picture, layout, step.nanos(), null, null, null, null))),
                step.title(),
                step.text()))
        .toList();
  }

  /**
   * Returns the steps of a lesson. A question has two: the second one tells the answer.
   *
   * @param player runs a scenario or reads a session that the lesson plays
   */
  static List<StepShot> ofLesson(Lesson lesson, Function<Played, Session> player) {
    LessonSteps placed = LessonSteps.of(lesson, player);
    List<StepShot> shots = new ArrayList<>();
    for (LessonSteps.Placed step : placed.placed()) {
      Question question = step.question();
      if (question != null) {
        shots.add(
            new StepShot(
                runs(placed, step, false), step.title(), step.text() + "\n" + asked(question)));
      }
      shots.add(
          new StepShot(
              runs(placed, step, true),
              step.title(),
              question == null ? step.text() : told(question, step.placement().mark())));
    }
    return shots;
  }

  /**
   * Returns the lanes of a step.
   *
   * @param isTold whether the replay has come to its end; else it stands where the step asks
   */
  private static List<Run> runs(LessonSteps placed, LessonSteps.Placed step, boolean isTold) {
    return step.runs().stream()
        .map(run ->
            new Run(
                run.name(),
                new StepLanes(
                    placed.pictures().get(run.picture()),
                    placed.layout(run.picture(), step.shown()),
                    isTold ? run.to() : run.at(),
                    run.view(),
                    isTold ? run.placement().lane() : null,
                    isTold ? run.placement().points() : null,
                    run.decisive())))
        .toList();
  }

  private static String asked(Question question) {
    StringBuilder words = new StringBuilder(question.ask());
    for (int i = 0; i < question.choices().size(); i++) {
      words.append("\n%d  %s".formatted(i + 1, question.choices().get(i)));
    }
    return words.toString();
  }

  private static String told(Question question, @Nullable Long markNanos) {
    String right =
        question.isMark() || question.choices().isEmpty()
            ? markNanos == null ? "" : Text.moment(markNanos)
            : question.choices().get(question.answer() - 1);
    return "Answer: %s. %s".formatted(right, question.because());
  }
}
