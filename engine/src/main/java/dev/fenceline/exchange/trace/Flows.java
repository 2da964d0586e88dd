package dev.fenceline.exchange.trace;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import dev.fenceline.timeline.span.Journeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Finds the flows between lanes: operations with all of their copies (so a resubmission follows its
 * first copy), commands without an operation such as a cross-controller reset or an Asynchronous
 * Event Request, and causes in another lane.
 */
final class Flows {
  private static final long COMMANDS = 1L << 40;
  private static final long CAUSES = 1L << 41;

  private final LongPredicate isSlice;
  private final List<Flow> flows = new ArrayList<>();

  private Flows(LongPredicate isSlice) {
    this.isSlice = isSlice;
  }

  /**
   * Returns the flows of a timeline.
   *
   * @param isSlice whether a span begins with an event; flows prefer such events
   */
  static List<Flow> of(Timeline timeline, LongPredicate isSlice) {
    Flows found = new Flows(isSlice);
    Journeys journeys = Journeys.of(timeline);
    for (Journey journey : journeys.all()) {
      List<Event> steps = new ArrayList<>(journey.events());
      journey.copies().forEach(copy -> steps.addAll(copy.steps()));
      found.add(journey.operation(), "operation " + journey.operation(), steps);
    }
    List<Copy> copies = journeys.copies();
    for (int i = 0; i < copies.size(); i++) {
      if (copies.get(i).operation() == 0) {
        found.add(COMMANDS + i, "command", copies.get(i).steps());
      }
    }
    for (Event event : timeline.events()) {
      Event cause = timeline.find(event.cause());
      if (cause != null && !cause.lane().equals(event.lane())) {
        found.add(CAUSES + event.sequence(), "cause", List.of(cause, event));
      }
    }
    return found.flows;
  }

  /**
   * Adds a flow. It passes once through each lane that it visits. Flows do not visit paths, which
   * lie between lanes.
   */
  private void add(long id, String name, List<Event> steps) {
    List<Event> points = new ArrayList<>();
    for (Event step : steps.stream().sorted(Comparator.comparingLong(Event::sequence)).toList()) {
      if (step.lane().group() == Lane.Group.PATH) {
        continue;
      }
      if (points.isEmpty() || !points.getLast().lane().equals(step.lane())) {
        points.add(step);
      } else if (weight(step) > weight(points.getLast())) {
        points.set(points.size() - 1, step);
      }
    }
    if (points.size() > 1) {
      flows.add(new Flow(id, name, points.stream().map(Event::sequence).toList()));
    }
  }

  /**
   * Returns the weight of a step. If several steps are in one lane, the flow uses the one with the
   * greatest weight.
   */
  private int weight(Event step) {
    return isSlice.test(step.sequence()) ? 2 : step.detail() instanceof AenEvent ? 1 : 0;
  }
}
