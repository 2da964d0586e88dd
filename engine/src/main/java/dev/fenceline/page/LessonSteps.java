package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.lesson.Beside;
import dev.fenceline.lesson.Exercise;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Marked;
import dev.fenceline.lesson.Placement;
import dev.fenceline.lesson.Played;
import dev.fenceline.lesson.Question;
import dev.fenceline.lesson.View;
import dev.fenceline.session.Session;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
  private final List<Timeline> timelines = new ArrayList<>();
  private final List<Placed> steps = new ArrayList<>();

  private int last = -1;
  private long stoodNanos;
  private Placement.@Nullable Stretch view;

  /**
   * A step on its run.
   *
   * @param picture the number of the picture that it stands on
   * @param shown the lanes that it shows; null for the usual ones
   * @param question what it asks; null for nothing
   * @param at where the replay stands, in nanoseconds of the session
   * @param to to where it then plays
   * @param view the times that are shown; null for all
   */
  record Placed(
      int picture,
      String title,
      String text,
      @Nullable View shown,
      @Nullable Question question,
      Placement placement,
      long at,
      long to,
      Placement.@Nullable Stretch view) {}

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

  /** Returns the steps for the script of a page. */
  List<ObjectNode> steps() {
    return steps.stream().map(LessonSteps::json).toList();
  }

  /** Returns the steps for those that draw them. */
  List<Placed> placed() {
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
          timelines.add(timeline);
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
    Placement placement = placed(lesson, number, index);
    long at = Objects.requireNonNullElse(placement.at(), stoodNanos);
    long to = Objects.requireNonNullElse(placement.playTo(), at);
    stoodNanos = to;
    view = placement.view() == null ? view : placement.view();
    Beside beside = lesson.beside();
    String title = beside == null ? step.title() : title(step, beside.first());
    steps.add(
        new Placed(
            number, title, text(step), step.view(), step.question(), placement, at, to, view));
    if (beside != null && step.beside() != null) {
      addSecond(index, number, at, to);
    }
  }

  /** Adds the same step on the second run, at the same time since the failure. */
  private void addSecond(int index, int first, long at, long to) {
    Lesson second = lesson.second().orElseThrow();
    Beside beside = Objects.requireNonNull(lesson.beside());
    int number = number(beside.plays());
    long shift = Beside.shiftNanos(timelines.get(first), timelines.get(number));
    LessonStep step = lesson.steps().get(index);
    Placement.@Nullable Stretch moved =
        view == null
            ? null
            : new Placement.Stretch(view.fromNanos() + shift, view.toNanos() + shift);
    steps.add(
        new Placed(
            number,
            title(step, beside.second()),
            step.text(),
            step.view(),
            null,
            placed(second, number, index),
            at + shift,
            to + shift,
            moved));
  }

  private static String title(LessonStep step, Marked run) {
    return step.title() + " \u2013 " + run.name().toLowerCase(Locale.ROOT);
  }

  private Placement placed(Lesson of, int number, int index) {
    Placement placement = new LessonOnRun(of, timelines.get(number)).place(of.steps().get(index));
    if (!placement.misfits().isEmpty()) {
      throw new IllegalArgumentException(
          "step %d of the lesson \"%s\" does not fit its run: %s"
              .formatted(index + 1, lesson.id(), String.join("; ", placement.misfits())));
    }
    return placement;
  }

  private static ObjectNode json(Placed step) {
    Placement placement = step.placement();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("picture", step.picture()).put("at", step.at()).put("to", step.to());
    json.put("title", step.title()).put("text", step.text());
    if (step.view() != null) {
      json.putArray("view").add(step.view().fromNanos()).add(step.view().toNanos());
    }
    if (placement.lane() != null) {
      json.put("lane", placement.lane().toString());
    }
    if (placement.points() != null) {
      json.putArray("points").add(placement.points().fromNanos()).add(placement.points().toNanos());
    }
    question(step.question(), placement.mark(), json);
    return json;
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
