package dev.fenceline.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lab.Lab;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.Played;
import dev.fenceline.lesson.Question;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A picture of a step shows what is known at its moment. */
@Tag("slow")
class StepPicturesTest {
  private static final int WIDTH = 1240;

  private static StepPictures baseline() throws IOException {
    Session session = SessionReader.read(Path.of("../sessions/baseline.fenceline"));
    return StepPictures.ofSession(
        Timeline.of(session.events()), session.header().title(), "Its purpose.");
  }

  private static String svg(StepPictures pictures, int index) {
    SvgPen pen = new SvgPen(new TextWidths(), "");
    pictures.paint(pen, index, WIDTH, Palette.LIGHT, true);
    return pen.document(WIDTH, pictures.height(WIDTH), "step");
  }

  @Test
  void nothingIsToldBeforeItHappened() throws IOException {
    StepPictures pictures = baseline();
    String first = svg(pictures, 0);
    String last = svg(pictures, pictures.count() - 1);

    assertThat(first)
        .contains("Its purpose.")
        .doesNotContain("RESETTING", "stalled: neither", "new instance", "lands on", "corrupt");
    assertThat(last)
        .contains("RESETTING", "stalled: neither", "new instance", "v27 lands on v44", "3 corrupt");
  }

  @Test
  void aPhaseThatLastsHasNoLengthYet() throws IOException {
    StepPictures pictures = baseline();

    assertThat(svg(pictures, 3)).contains("v27 lands on v44", "Reconnect delay, not over");
    assertThat(svg(pictures, pictures.count() - 1)).contains("Reconnect delay 10 s");
  }

  @Test
  void aLongTextStandsLonger() throws IOException {
    StepPictures pictures = baseline();

    assertThat(pictures.millis(0)).isBetween(2_000L, pictures.millis(pictures.count() - 1));
  }

  @Test
  void aQuestionOfALessonIsAskedBeforeItsAnswerIsTold() {
    Lesson lesson = LessonLibrary.find("stale-write").orElseThrow();
    StepPictures pictures = StepPictures.ofLesson(lesson, StepPicturesTest::play);
    long questions = lesson.steps().stream().filter(it -> it.question() != null).count();

    assertThat(questions).isPositive();
    assertThat(pictures.count()).isEqualTo(lesson.steps().size() + (int) questions);
    int asked = (int) lesson.steps().stream().takeWhile(step -> step.question() == null).count();
    Question question = Objects.requireNonNull(lesson.steps().get(asked).question());
    String before = words(pictures, asked);
    String after = words(pictures, asked + 1);
    assertThat(before).contains(question.ask(), "1  " + question.choices().getFirst());
    assertThat(after).contains("Answer: " + question.choices().get(question.answer() - 1));
    assertThat(before).doesNotContain("Answer:");
    for (int i = 0; i < pictures.count(); i++) {
      assertThat(svg(pictures, i)).as("picture %d", i + 1).contains("RECOVERY");
    }
  }

  @Test
  void aLessonThatComparesTwoRunsShowsBothWithTheMomentThatDecides() {
    Lesson lesson = LessonLibrary.find("with-and-without").orElseThrow();
    StepPictures pictures = StepPictures.ofLesson(lesson, StepPicturesTest::play);

    assertThat(words(pictures, 0))
        .contains("Without fencing", "With fencing")
        .doesNotContain("the old write is stopped", "the old write lands on newer data");
    assertThat(words(pictures, pictures.count() - 1))
        .containsSubsequence(
            "Without fencing",
            "the old write lands on newer data",
            "With fencing",
            "the old write is stopped");
    assertThat(lesson.steps())
        .hasSizeLessThan(pictures.count())
        .allSatisfy(step -> assertThat(step.beside()).isNotNull());
  }

  /** What a picture says, without the line breaks. */
  private static String words(StepPictures pictures, int index) {
    return svg(pictures, index).replaceAll("</text>\\s*<text[^>]*>", " ");
  }

  private static Session play(Played played) {
    Scenario scenario = played.toRun();
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.run();
    return Session.of(lab.header(), lab.timeline().events());
  }
}
