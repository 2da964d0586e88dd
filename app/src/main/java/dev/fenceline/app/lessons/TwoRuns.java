package dev.fenceline.app.lessons;

import dev.fenceline.app.feature.LessonStage;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.Event;
import dev.fenceline.lesson.Beside;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.Marked;
import dev.fenceline.lesson.Placement.Stretch;
import dev.fenceline.lesson.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two runs that a lesson replays one above the other. */
final class TwoRuns implements Replay {
  private final LessonStage stage;
  private long toldNanos;
  private TimeRange visible = new TimeRange(0, 0);

  /** Shows the runs of a lesson on the stage. */
  TwoRuns(LessonStage stage, Lesson lesson, Beside beside, OpenSession first, OpenSession second) {
    this.stage = stage;
    Lesson below = lesson.second().orElseThrow();
    stage.show(List.of(run(lesson, beside.first(), first), run(below, beside.second(), second)));
  }

  private static LessonStage.Run run(Lesson lesson, Marked mark, OpenSession session) {
    long nanos = new LessonOnRun(lesson, session.timeline()).nanos(mark.at());
    return new LessonStage.Run(mark.name(), session, nanos, mark.text());
  }

  @Override
  public long toldNanos() {
    return toldNanos;
  }

  @Override
  public void tellTo(long nanos, long nextNanos) {
    toldNanos = nanos;
    stage.tellTo(nanos, Math.max(nanos, nextNanos));
  }

  @Override
  public void look(View view, Stretch times) {
    visible = new TimeRange(times.fromNanos(), times.toNanos());
    stage.look(times.fromNanos(), times.toNanos());
  }

  @Override
  public TimeRange visible() {
    return visible;
  }

  /** Selects nothing: the stage shows no details. */
  @Override
  public void select(@Nullable Event event) {}

  @Override
  public void finish() {
    stage.leave();
  }
}
