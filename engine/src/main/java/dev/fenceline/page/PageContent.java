package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.Played;
import dev.fenceline.session.Session;
import dev.fenceline.swimlane.layout.FailedLanes;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.picture.ExtraLanes;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Headline;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** What a page shows, without the player that shows it. Immutable. */
public final class PageContent {
  private final String title;
  private final String headline;
  private final String verdict;
  private final String source;
  private final List<ObjectNode> steps;
  private final ObjectNode json;

  private PageContent(
      String title,
      String headline,
      String verdict,
      String source,
      List<ObjectNode> steps,
      ObjectNode json) {
    this.title = title;
    this.headline = headline;
    this.verdict = verdict;
    this.source = source;
    this.steps = List.copyOf(steps);
    this.json = json;
  }

  /**
   * Returns the content of the page of a run, as far as it has come.
   *
   * @param purpose what the scenario is for; empty if there is none
   * @param source where the events come from, as a sentence
   */
  public static PageContent ofRun(String title, String purpose, String source, Picture picture) {
    Headline headline = Headline.of(picture.timeline());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode data = PageData.of(picture, LaneLayout.of(picture));
    json.putArray("pictures").add(data);
    int phases = PageSteps.phasesLeftOut(picture);
    if (phases > 0) {
      ((ArrayNode) data.get("notes"))
          .add(
              "The steps end after the first phases: %s of the strip above the lanes %s no step."
                  .formatted(Text.count(phases, "more phase"), phases == 1 ? "is" : "are"));
    }
    return new PageContent(
        title,
        headline.words(),
        headline.verdict().name().toLowerCase(Locale.ROOT),
        source,
        PageSteps.of(picture, title, purpose),
        json);
  }

  /**
   * Returns the content of the page of a lesson, with all that it plays.
   *
   * @param player runs a scenario or reads a session that the lesson plays
   * @throws IllegalArgumentException if a step does not fit its run
   */
  static PageContent ofLesson(Lesson lesson, Function<Played, Session> player) {
    LessonSteps placed = LessonSteps.of(lesson, player);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("lesson", lesson.id());
    ArrayNode pictures = json.putArray("pictures");
    placed
        .pictures()
        .forEach(picture ->
            pictures.add(
                PageData.of(
                    picture,
                    lesson.beside() == null
                        ? LaneLayout.of(picture, Set.of(ExtraLanes.PLACES))
                        : FailedLanes.of(picture))));
    return new PageContent(
        lesson.title(),
        lesson.summary(),
        "told",
        "A lesson of Fenceline %s.".formatted(placed.first().header().program()),
        placed.steps(),
        json);
  }

  String title() {
    return title;
  }

  String headline() {
    return headline;
  }

  /** Returns the verdict as a class of the style sheet. */
  String verdict() {
    return verdict;
  }

  String source() {
    return source;
  }

  List<ObjectNode> steps() {
    return steps;
  }

  /** Returns a copy of the pictures and steps for the script. */
  ObjectNode json() {
    ObjectNode copy = json.deepCopy();
    copy.putArray("steps").addAll(steps);
    return copy;
  }
}
