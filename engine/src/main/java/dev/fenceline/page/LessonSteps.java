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
import dev.fenceline.swimlane.layout.Arrangement;
import dev.fenceline.swimlane.layout.FailedLanes;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.picture.ExtraLanes;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
   * A step on its runs.
   *
   * @param shown the lanes that it shows; null for the usual ones
   * @param question what it asks; null for nothing
   * @param runs the run that it stands on; in a lesson that compares two, both
   */
  record Placed(
      String title,
      String text,
      @Nullable View shown,
      @Nullable Question question,
      List<PlacedRun> runs) {
    Placed {
      runs = List.copyOf(runs);
    }

    PlacedRun first() {
      return runs.getFirst();
    }

    /** Returns where it is on its first run. */
    Placement placement() {
      return first().placement();
    }
  }

  /**
   * Where a step is on a run.
   *
   * @param name what the run is called; empty if it is the only one
   * @param picture the number of its picture
   * @param at where the replay stands, in nanoseconds of its session
   * @param to to where it then plays
   * @param view the times that are shown; null for all
   * @param decisive the moment of the run that decides; null if the lesson names none
   */
  record PlacedRun(
      String name,
      int picture,
      Placement placement,
      long at,
      long to,
      Placement.@Nullable Stretch view,
      StepLanes.@Nullable Decisive decisive) {}

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
    List<PlacedRun> runs = new ArrayList<>();
    Beside beside = lesson.beside();
    String name = beside == null ? "" : beside.first().name();
    StepLanes.@Nullable Decisive decisive =
        beside == null ? null : decisive(lesson, number, beside.first());
    runs.add(new PlacedRun(name, number, placement, at, to, view, decisive));
    if (beside != null) {
      runs.add(second(index, beside, runs.getFirst()));
    }
    steps.add(new Placed(step.title(), text(step), step.view(), step.question(), runs));
  }

  /** Returns the same step on the second run, at the same time since the failure. */
  private PlacedRun second(int index, Beside beside, PlacedRun first) {
    Lesson second = lesson.second().orElseThrow();
    int number = number(beside.plays());
    long shift = Beside.shiftNanos(timelines.get(first.picture()), timelines.get(number));
    Placement.@Nullable Stretch moved =
        first.view() == null
            ? null
            : new Placement.Stretch(
                first.view().fromNanos() + shift, first.view().toNanos() + shift);
    return new PlacedRun(
        beside.second().name(),
        number,
        placed(second, number, index),
        first.at() + shift,
        first.to() + shift,
        moved,
        decisive(second, number, beside.second()));
  }

  private StepLanes.Decisive decisive(Lesson of, int number, Marked mark) {
    long nanos = new LessonOnRun(of, timelines.get(number)).nanos(mark.at());
    return new StepLanes.Decisive(nanos, mark.text());
  }

  /**
   * Returns where the lanes of a picture are. Two runs have room only for those that failed.
   *
   * @param view which lanes a step shows; null for the usual ones
   */
  LaneLayout layout(int picture, @Nullable View view) {
    if (lesson.beside() != null) {
      return FailedLanes.of(pictures.get(picture));
    }
    Set<ExtraLanes> extra = view == null ? Set.of() : ExtraLanes.named(view.lanes());
    return LaneLayout.of(pictures.get(picture)).with(extra, Arrangement.NONE);
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
    ObjectNode json = json(step.first());
    json.put("title", step.title()).put("text", step.text());
    question(step.question(), step.placement().mark(), json);
    step.runs().stream().skip(1).forEach(run -> json.set("second", json(run)));
    return json;
  }

  private static ObjectNode json(PlacedRun run) {
    Placement placement = run.placement();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("picture", run.picture()).put("at", run.at()).put("to", run.to());
    if (run.view() != null) {
      json.putArray("view").add(run.view().fromNanos()).add(run.view().toNanos());
    }
    if (placement.lane() != null) {
      json.put("lane", placement.lane().toString());
    }
    if (placement.points() != null) {
      json.putArray("points").add(placement.points().fromNanos()).add(placement.points().toNanos());
    }
    if (!run.name().isEmpty()) {
      json.put("name", run.name());
    }
    if (run.decisive() != null) {
      json.putObject("decisive")
          .put("at", run.decisive().nanos())
          .put("words", run.decisive().words());
    }
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
