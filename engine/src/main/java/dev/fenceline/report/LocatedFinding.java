package dev.fenceline.report;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding and the place of its proof.
 *
 * @param finding the finding
 * @param where the events that prove it, in order; none if nothing happened
 */
public record LocatedFinding(Finding finding, List<Event> where) {
  /** The largest number of events that are named in words. JSON has all. */
  private static final int NAMED_MAX = 4;

  public LocatedFinding {
    where = List.copyOf(where);
  }

  static LocatedFinding of(Finding finding, Timeline timeline) {
    List<Event> where = new ArrayList<>();
    for (long sequence : finding.events()) {
      Event event = timeline.find(sequence);
      if (event != null) {
        where.add(event);
      }
    }
    return new LocatedFinding(finding, where);
  }

  /**
   * Returns the place, such as {@code 12.510 s nvme4 (event 20512)}, or an empty string if there is
   * none.
   */
  public String place() {
    List<String> places =
        where.stream()
            .limit(NAMED_MAX)
            .map(event ->
                "%s %s (event %d)"
                    .formatted(Text.moment(event.nanos()), words(event.lane()), event.sequence()))
            .toList();
    return String.join(", ", places)
        + (where.size() > NAMED_MAX ? " and %d more".formatted(where.size() - NAMED_MAX) : "");
  }

  private static String words(Lane lane) {
    return switch (lane.group()) {
      case PATH -> "path " + lane.name();
      case TARGET -> lane.equals(Lane.SUBSYSTEM) ? "the target" : "controller " + lane.name();
      case WORKLOAD -> "the workload";
      case HOST, LAB -> lane.name();
    };
  }
}
