package dev.fenceline.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A speaker has something to say and to point at in every step of a shipped lesson. */
class SpeakerNotesTest {
  private static final int WORDS_MAX = 45;

  static Iterable<Lesson> lessons() {
    return LessonLibrary.all();
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyStepHasShortNotes(Lesson lesson) {
    assertThat(lesson.steps())
        .allSatisfy(step -> {
          assertThat(step.notes()).as(step.title()).isNotBlank().isNotEqualTo(step.text());
          assertThat(step.notes().split("\\s+"))
              .as(step.title())
              .hasSizeLessThanOrEqualTo(WORDS_MAX);
        });
  }
}
