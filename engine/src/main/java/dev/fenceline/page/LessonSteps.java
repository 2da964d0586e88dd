package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.lesson.Exercise;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Placement;
import dev.fenceline.lesson.Played;
import dev.fenceline.lesson.Question;
import dev.fenceline.session.Session;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The steps of a lesson, placed on its runs, and the pictures of these runs. */
final class LessonSteps {
  private final Lesson lesson;
  private final Function<Played, Session> player;
  private final List<Session> sessions = new ArrayList<>();
  private final List<Picture> pictures = new ArrayList<>();
  private final Map<Played, Integer> numbers = new HashMap<>();
  private final List<LessonOnRun> runs = new ArrayList<>();
  private final List<ObjectNode> steps = new ArrayList<>();

  private int last = -1;
  private long stoodNanos;
  private Placement.@Nullable Stretch view;

  private LessonSteps(Lesson lesson, Function<Played, Session> player) {
    this.lesson = lesson;
    this.player = player;
  }

  /**
   * Places the steps.
   *
   * @param player runs a scenario or reads a session
   * @throws IllegalArgumentException if a step does not fit its run; the message says why
   */
  static LessonSteps of(Lesson lesson, Function<Played, Session> player) {
    LessonSteps placed = new LessonSteps(lesson, player);
    for (int i = 0; i < lesson.steps().size(); i++) {
      placed.add(i);
    }
    return placed;
  }

  List<ObjectNode> steps() {
    return steps;
  }

  List<Picture> pictures() {
    return pictures;
  }

  /** Returns the first session that is played. */
  Session first() {
    return sessions.getFirst();
  }

  private int number(Played played) {
    return numbers.computeIfAbsent(
        played,
        it -> {
          Session session = player.apply(it);
          Timeline timeline = Timeline.of(session.events());
          sessions.add(session);
          pictures.add(Picture.of(timeline));
          runs.add(new LessonOnRun(lesson, timeline));
          return pictures.size() - 1;
        });
  }

  private void add(int index) {
    LessonStep step = lesson.steps().get(index);
    int number = number(lesson.playedAt(index));
    if (number != last) {
      stoodNanos = 0;
      view = null;
      last = number;
    }
    Placement placement = runs.get(number).place(step);
    if (!placement.misfits().isEmpty()) {
      throw new IllegalArgumentException(
          "step %d of the lesson \"%s\" does not fit its run: %s"
              .formatted(index + 1, lesson.id(), String.join("; ", placement.misfits())));
    }
    long at = Objects.requireNonNullElse(placement.at(), stoodNanos);
    long to = Objects.requireNonNullElse(placement.playTo(), at);
    stoodNanos = to;
    view = placement.view() == null ? view : placement.view();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("picture", number).put("at", at).put("to", to);
    json.put("title", step.title()).put("text", text(step));
    if (view != null) {
      json.putArray("view").add(view.fromNanos()).add(view.toNanos());
    }
    if (placement.lane() != null) {
      json.put("lane", placement.lane().toString());
    }
    if (placement.points() != null) {
      json.putArray("points").add(placement.points().fromNanos()).add(placement.points().toNanos());
    }
    question(step.question(), placement.mark(), json);
    steps.add(json);
  }

  private static String text(LessonStep step) {
    Exercise exercise = step.exercise();
    return exercise == null
        ? step.text()
        : step.text() + " Try it in Fenceline: " + exercise.task();
  }

  private static void question(
      @Nullable Question question, @Nullable Long markNanos, ObjectNode step) {
    if (question == null) {
      return;
    }
    ObjectNode json = step.putObject("question").put("text", question.ask());
    json.put("after", question.because());
    if (markNanos != null) {
      json.put("mark", markNanos).put("tolerance", question.toleranceMillis() * 1_000_000);
      json.put("right", Text.moment(markNanos));
    } else {
      ArrayNode choices = json.put("answer", question.answer() - 1).putArray("choices");
      question.choices().forEach(choices::add);
    }
  }
}
