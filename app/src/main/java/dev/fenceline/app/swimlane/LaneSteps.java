package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Selects events lane by lane: the next one on the same lane, or the one at the playhead on the
 * lane below. Used on the application thread.
 */
final class LaneSteps {
  private final SwimlaneViewModel model;

  LaneSteps(SwimlaneViewModel model) {
    this.model = model;
  }

  /** Selects the next event of the lane of the selected event, or the one before. */
  void along(boolean isForward) {
    OpenSession session = model.session();
    if (session == null) {
      return;
    }
    Event selected = session.selectedEvent().orElse(null);
    if (selected == null) {
      across(0);
      return;
    }
    long at = selected.sequence();
    OptionalLong found =
        isForward
            ? first(session, selected.lane(), LongStream.rangeClosed(at + 1, session.count().get()))
            : first(session, selected.lane(), backFrom(at - 1));
    found.ifPresent(session::select);
  }

  /** Selects the event at the playhead on a lane that is so many lanes below. */
  void across(int by) {
    OpenSession session = model.session();
    LanesPicture drawn = model.drawn().get();
    if (session == null || drawn == null) {
      return;
    }
    List<Lane> lanes =
        drawn.layout().rows().stream()
            .filter(row -> row.kind() == LaneLayout.Kind.STATE)
            .map(Row::lane)
            .toList();
    int at = lanes.indexOf(session.selectedEvent().map(Event::lane).orElse(null));
    for (int next = at < 0 ? 0 : at + by; next >= 0 && next < lanes.size(); next += by) {
      OptionalLong found = atPlayhead(session, lanes.get(next));
      if (found.isPresent()) {
        long nanos = session.playheadNanos().get();
        // The playhead stays, so that going back up selects the same event again.
        session.selectAt(found.getAsLong(), nanos);
        return;
      }
      if (by == 0) {
        return;
      }
    }
  }

  /** Returns the last event of a lane up to the playhead, or else the first one after it. */
  private static OptionalLong atPlayhead(OpenSession session, Lane lane) {
    long after = session.firstAfter(session.playheadNanos().get());
    OptionalLong found = first(session, lane, backFrom(after - 1));
    return found.isPresent()
        ? found
        : first(session, lane, LongStream.rangeClosed(after, session.count().get()));
  }

  private static LongStream backFrom(long sequence) {
    return LongStream.iterate(sequence, number -> number > 0, number -> number - 1);
  }

  private static OptionalLong first(OpenSession session, @Nullable Lane lane, LongStream numbers) {
    return numbers
        .filter(number -> session.timeline().lane((int) number - 1).equals(lane))
        .findFirst();
  }
}
