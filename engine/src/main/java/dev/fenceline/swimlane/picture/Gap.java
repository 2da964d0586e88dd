package dev.fenceline.swimlane.picture;

import static java.util.stream.Collectors.groupingBy;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A period in which a capture does not show everything that passed on a path.
 *
 * @param event the event that reports the gap; it is recorded at the end of the period
 * @param missing the detail of the event
 */
public record Gap(Event event, CaptureEvent.Missing missing) {
  /** Returns the gaps of each path in the order in which they begin. */
  static Map<Lane, List<Gap>> of(Timeline timeline, int size) {
    return timeline.events(size, CaptureEvent.Missing.class).stream()
        .map(event -> new Gap(event, (CaptureEvent.Missing) event.detail()))
        .sorted(Comparator.comparingLong(Gap::fromNanos))
        .collect(groupingBy(gap -> gap.event.lane()));
  }

  public long fromNanos() {
    return Math.min(missing.sinceNanos(), toNanos());
  }

  public long toNanos() {
    return event.nanos();
  }

  /** Describes the gap in plain words. */
  public String words() {
    return "path %s, not decoded %s. %s"
        .formatted(
            event.lane().name(), Text.duration(toNanos() - fromNanos()), missing.explanation());
  }
}
