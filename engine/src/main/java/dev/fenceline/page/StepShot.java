package dev.fenceline.page;

import dev.fenceline.event.Lane;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.Placement.Stretch;
import dev.fenceline.lesson.Played;
import dev.fenceline.lesson.Question;
import dev.fenceline.lesson.View;
import dev.fenceline.session.Session;
import dev.fenceline.swimlane.layout.Arrangement;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.picture.ExtraLanes;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one of the {@link StepPictures} shows.
 *
 * @param picture the picture of the whole run
 * @param layout where its lanes are
 * @param nanos the moment up to which it is shown
 * @param view the times that are shown; null for all
 * @param lane the lane that is pointed at; null for none
 * @param points the times that are pointed at; null for the whole lane
 * @param title a few words
 * @param text paragraphs about it; may be empty
 */
record StepShot(
    Picture picture,
    LaneLayout layout,
    long nanos,
    @Nullable Stretch view,
    @Nullable Lane lane,
    @Nullable Stretch points,
    String title,
    String text) {

  /** Returns the steps of a session. */
  static List<StepShot> ofSession(Picture picture, String title, String purpose) {
    LaneLayout layout = LaneLayout.of(picture);
    return PageSteps.moments(picture, title, purpose).stream()
        .map(step ->
            new StepShot(
                picture, layout, step.nanos(), null, null, null, step.title(), step.text()))
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
      Picture picture = placed.pictures().get(step.picture());
      LaneLayout layout = LaneLayout.of(picture).with(extra(step.shown()), Arrangement.NONE);
      Question question = step.question();
      if (question != null) {
        shots.add(
            new StepShot(
                picture,
                layout,
                step.at(),
                step.view(),
                null,
                null,
                step.title(),
                step.text() + "\n" + asked(question)));
      }
      shots.add(
          new StepShot(
              picture,
              layout,
              step.to(),
              step.view(),
              step.placement().lane(),
              step.placement().points(),
              step.title(),
              question == null ? step.text() : told(question, step.placement().mark())));
    }
    return shots;
  }

  private static Set<ExtraLanes> extra(@Nullable View view) {
    return view == null ? Set.of() : ExtraLanes.named(view.lanes());
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
