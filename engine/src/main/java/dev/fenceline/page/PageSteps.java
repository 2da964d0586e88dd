package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.swimlane.picture.Corruption;
import dev.fenceline.swimlane.picture.LateWrite;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.swimlane.picture.StripPhase;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.recovery.Headline;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The moments of a session at which a page stops, with what is known there. A sentence about
 * something that lasts belongs to its end, because its length is not known before.
 */
final class PageSteps {
  /** The largest number of phases that are steps. The strip above the lanes shows all. */
  private static final int PHASES_MAX = 30;

  /** The largest number of writes, and of findings, that are steps. */
  private static final int DAMAGE_MAX = 3;

  /**
   * A step.
   *
   * @param nanos the moment up to which the picture is shown
   * @param title a few words
   * @param text sentences about it; may be empty
   */
  record Step(long nanos, String title, String text) {
    ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("picture", 0);
      return json.put("at", nanos).put("to", nanos).put("title", title).put("text", text);
    }
  }

  private final Picture picture;
  private final Explanation explanation;
  private final List<Step> steps = new ArrayList<>();

  private PageSteps(Picture picture) {
    this.picture = picture;
    this.explanation = Explanation.of(picture.timeline());
  }

  /**
   * Returns the steps of a session, in order.
   *
   * @param title its title
   * @param purpose what it is for; may be empty
   */
  static List<ObjectNode> of(Picture picture, String title, String purpose) {
    return moments(picture, title, purpose).stream().map(Step::json).toList();
  }

  /** Returns the same steps for those that draw them. */
  static List<Step> moments(Picture picture, String title, String purpose) {
    PageSteps pageSteps = new PageSteps(picture);
    List<StripPhase> phases = pageSteps.phases();
    phases.stream().limit(PHASES_MAX).forEach(pageSteps::phase);
    pageSteps.late();
    pageSteps.corruptions();
    pageSteps.steps.sort(Comparator.comparingLong(Step::nanos));
    long begin = phases.isEmpty() ? picture.endNanos() : phases.getFirst().fromNanos();
    pageSteps.steps.addFirst(new Step(begin, title, purpose));
    Headline headline = Headline.of(picture.timeline());
    pageSteps.steps.add(new Step(picture.endNanos(), verdict(headline), headline.words()));
    return List.copyOf(pageSteps.steps);
  }

  /** Returns how many phases of a session are no steps. */
  static int phasesLeftOut(Picture picture) {
    return Math.max(0, new PageSteps(picture).phases().size() - PHASES_MAX);
  }

  private static String verdict(Headline headline) {
    return headline.verdict() == Verdict.UNKNOWN
        ? "The end"
        : "The end: " + headline.verdict().word();
  }

  private List<StripPhase> phases() {
    List<StripPhase> found = new ArrayList<>();
    PageItems.look(
        picture,
        picture.shown().phases(),
        (piece, _) -> {
          if (piece.phase().kind() != Phase.Kind.STEADY) {
            found.add(piece);
          }
        });
    found.sort(Comparator.comparingLong(StripPhase::fromNanos));
    return found;
  }

  private void phase(StripPhase piece) {
    Recovery recovery = piece.recovery();
    if (recovery != null) {
      steps.add(
          new Step(
              piece.toNanos(),
              recovery.controller() + ": " + piece.phase().label(),
              explanation.why(recovery, piece.phase())));
    }
  }

  private void late() {
    picture.lateWrites().stream()
        .filter(LateWrite::isOnNewerData)
        .limit(DAMAGE_MAX)
        .forEach(late ->
            steps.add(
                new Step(
                    late.landed().nanos(),
                    "Stale write: " + late.words(),
                    explanation.why(late.landed()))));
  }

  private void corruptions() {
    List<Corruption> all =
        picture.timeline().lanes().stream()
            .flatMap(lane -> corruptions(lane).stream())
            .sorted(Comparator.comparingLong(Corruption::nanos))
            .toList();
    all.stream()
        .limit(DAMAGE_MAX)
        .forEach(found -> steps.add(new Step(found.nanos(), "Corruption", found.finding().text())));
  }

  private List<Corruption> corruptions(Lane lane) {
    List<Corruption> found = new ArrayList<>();
    PageItems.look(picture, picture.shown().corruptions(lane), (it, _) -> found.add(it));
    return found;
  }
}
