package dev.fenceline.report;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding, and where its proof is.
 *
 * @param finding what was found
 * @param where the events that prove it, in order; none where nothing happened
 */
public record LocatedFinding(Finding finding, List<Event> where) {
  /** So many events are named in words; JSON has all. */
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

  /** Such as {@code 12.510 s nvme4 (event 20512)}; empty if it is nowhere. */
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
