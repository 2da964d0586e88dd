package dev.fenceline.timeline.path;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.timeline.metrics.PathOutage;
import dev.fenceline.timeline.span.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the events say of one path.
 *
 * @param lane its lane
 * @param opened its opening, or null if it was not seen
 * @param states its states, in order
 * @param faults the faults that were applied to it, and their ends
 * @param connections its connections, in the order in which they were opened
 * @param controllers the lanes of the controllers that the host has over it
 * @param keepAlives the Keep Alives of these controllers
 * @param held the requests of these controllers that were held
 * @param outages the outages of these controllers
 */
public record PathHistory(
    Lane lane,
    @Nullable Event opened,
    List<Span.Path> states,
    List<Event> faults,
    List<ConnectionHistory> connections,
    List<Lane> controllers,
    KeepAlives keepAlives,
    List<Span.Held> held,
    List<PathOutage> outages) {
  /**
   * Counts of Keep Alives.
   *
   * @param unanswered those that were given up
   */
  public record KeepAlives(long sent, long answered, long unanswered) {}

  /** Returns the address of the target; empty if it is not known. */
  public String leadsTo() {
    return opened != null && opened.detail() instanceof PathEvent.Opened it ? it.back() : "";
  }
}
