package dev.fenceline.app.player;

import dev.fenceline.app.workspace.EventText;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.PathState;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The moments of a session that matter to who watches it: a fault, a detection, a cross-controller
 * reset, the first retry after each detection, and a late write that destroyed data.
 */
final class Moments {
  private final TreeMap<Long, Event> moments = new TreeMap<>();

  /** Finds the moments of a timeline. */
  Moments(Timeline timeline) {
    found(timeline).forEach(event -> moments.putIfAbsent(event.nanos(), event));
  }

  /** Returns the first moment after a time; null if there is none. */
  @Nullable Event after(long nanos) {
    Map.Entry<Long, Event> next = moments.higherEntry(nanos);
    return next == null ? null : next.getValue();
  }

  /** Returns the last moment before a time; null if there is none. */
  @Nullable Event before(long nanos) {
    Map.Entry<Long, Event> last = moments.lowerEntry(nanos);
    return last == null ? null : last.getValue();
  }

  /** Describes an event by what has happened so far. */
  static String words(Event event, Timeline told) {
    String why = Explanation.of(told).why(event);
    return Text.moment(event.nanos()) + "  " + (why.isEmpty() ? EventText.line(event) : why);
  }

  private static List<Event> found(Timeline timeline) {
    List<Event> found = new ArrayList<>();
    Set<String> failedOver = new HashSet<>();
    for (Event event : timeline.events()) {
      switch (event.detail()) {
        case PathEvent.StateChanged it when it.to() != PathState.UP -> found.add(event);
        case ControllerEvent.ErrorRecovery _ -> {
          failedOver.clear();
          found.add(event);
        }
        case FencingEvent.CcrIssued _ -> found.add(event);
        case IoEvent.FailedOver it when failedOver.add(it.from()) -> found.add(event);
        case Finding it when it.severity() == Finding.Severity.CORRUPTION ->
            landing(timeline, it).ifPresent(found::add);
        default -> {}
      }
    }
    return found;
  }

  /** Returns the late write that destroyed data. */
  private static Optional<Event> landing(Timeline timeline, Finding finding) {
    return finding.events().stream()
        .map(timeline::find)
        .filter(event -> event != null && event.detail() instanceof CommandEvent.Executed)
        .reduce((_, later) -> later);
  }
}
