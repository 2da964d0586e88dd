package dev.fenceline.app.lessons;

import dev.fenceline.lesson.Lesson;
import java.util.BitSet;
import java.util.Map;

/** The answers to the questions of a lesson. The first answer to a question counts. */
final class LessonScore {
  private final BitSet answered = new BitSet();
  private final BitSet right = new BitSet();

  void clear() {
    answered.clear();
    right.clear();
  }

  void count(Showing answer) {
    if (!answered.get(answer.index())) {
      answered.set(answer.index());
      right.set(answer.index(), answer.isRight());
    }
  }

  /** Returns the number of right answers. */
  int right() {
    return right.cardinality();
  }

  /** Returns how many questions a lesson asks. */
  static int questions(Lesson lesson) {
    return (int) lesson.steps().stream().filter(step -> step.question() != null).count();
  }

  /** Keeps the score of a lesson that was taken to its end, unless there is a better one. */
  void keep(Lesson lesson, Map<String, String> scores) {
    String before = scores.getOrDefault(lesson.id(), "");
    int slash = before.indexOf('/');
    int best =
        slash > 0 && before.substring(0, slash).matches("\\d{1,3}")
            ? Integer.parseInt(before.substring(0, slash))
            : -1;
    if (right() >= best) {
      scores.put(lesson.id(), right() + "/" + questions(lesson));
    }
  }
}
