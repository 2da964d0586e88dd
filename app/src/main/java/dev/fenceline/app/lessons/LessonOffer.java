package dev.fenceline.app.lessons;

import dev.fenceline.app.feature.QuestionSheet;
import dev.fenceline.app.feature.QuestionSheet.Answer;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonOnRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.geometry.Pos;
import org.jspecify.annotations.Nullable;

/**
 * Offers to play the lesson of a session when the session is opened, and says what does not fit.
 */
final class LessonOffer {
  private final WindowParts window;
  private final LessonsViewModel lessons;
  private final Set<OpenSession> seen = Collections.newSetFromMap(new WeakHashMap<>());

  LessonOffer(WindowParts window, LessonsViewModel lessons) {
    this.window = window;
    this.lessons = lessons;
  }

  /** Follows the sessions that the window shows. */
  void follow() {
    window.workspace().current().subscribe(this::shown);
  }

  private void shown(@Nullable OpenSession session) {
    if (session != null && seen.add(session)) {
      lessons.own(session).ifPresent(lesson -> offer(session, lesson));
    }
  }

  private void offer(OpenSession session, Lesson lesson) {
    if (window.overlay().isDisplay()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(lesson.summary());
    lines.add("%d steps, about %d min.".formatted(lesson.steps().size(), lesson.minutes()));
    List<String> misfits = LessonOnRun.misfits(lesson, session.timeline());
    if (misfits.isEmpty()) {
      lines.add("Checked: every step fits this session.");
    } else {
      lines.add("The lesson does not fit this session any more:");
      lines.addAll(misfits);
    }
    Runnable hide = window.overlay()::close;
    Answer play =
        new Answer(
            "lesson-offer-play",
            "Play the lesson",
            () -> {
              hide.run();
              window.actions().get("lessons.own.play").perform();
            });
    Answer later = new Answer("lesson-offer-later", "Not now", hide);
    window
        .overlay()
        .show(
            new QuestionSheet(
                "This session has a lesson: " + lesson.title(),
                String.join("\n", lines),
                List.of(play, later)),
            Pos.CENTER);
  }
}
