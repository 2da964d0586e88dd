package dev.fenceline.app.lessons;

import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Placement;
import dev.fenceline.lesson.Question;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the lesson shows now.
 *
 * @param lesson the lesson
 * @param index which step, from 0
 * @param placement where the step is on the run
 * @param beside where it is on the second run; null if there is none
 * @param phase what the lesson waits for
 * @param answer the number of the chosen answer, from 1; 0 if none was chosen
 * @param marked the time that was marked; null if none was
 */
record Showing(
    Lesson lesson,
    int index,
    Placement placement,
    @Nullable Placement beside,
    Phase phase,
    int answer,
    @Nullable Long marked) {

  /** What the lesson waits for. */
  enum Phase {
    /** The learner answers a question. */
    ASKING,
    /** The replay plays. */
    PLAYING,
    /** The learner reads, then goes on. */
    READING
  }

  LessonStep step() {
    return lesson.steps().get(index);
  }

  boolean isLast() {
    return index == lesson.steps().size() - 1;
  }

  /** Reports whether the learner is to mark a time. */
  boolean isMarking() {
    return phase == Phase.ASKING && placement.mark() != null;
  }

  /** Reports whether the learner has answered the question of the step. */
  boolean isAnswered() {
    return answer > 0 || marked != null;
  }

  /** Reports whether the answer of the learner is right. */
  boolean isRight() {
    Question question = step().question();
    if (question == null) {
      return false;
    }
    Long right = placement.mark();
    if (marked != null && right != null) {
      long limitNanos = TimeUnit.MILLISECONDS.toNanos(question.toleranceMillis());
      return Math.abs(marked - right) <= limitNanos;
    }
    return answer > 0 && answer == question.answer();
  }

  Showing in(Phase next) {
    return new Showing(lesson, index, placement, beside, next, answer, marked);
  }

  Showing answered(int number) {
    return new Showing(lesson, index, placement, beside, phase, number, null);
  }

  Showing marked(long nanos) {
    return new Showing(lesson, index, placement, beside, phase, 0, nanos);
  }
}
