package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.Arrangement;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Heading;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Arranges the lanes: hides, pins, moves, lowers them and folds their groups. It acts on the lane
 * under the mouse, or else on that of the selected event. Used on the application thread.
 */
final class Arranging {
  private final SwimlaneViewModel model;

  Arranging(SwimlaneViewModel model) {
    this.model = model;
  }

  /** Hides the lane. */
  void hide() {
    lane().ifPresent(lane -> change(it -> it.hide(lane.toString())));
  }

  /** Pins the lane to the top, or lets it go. */
  void pin() {
    lane().ifPresent(lane -> change(it -> it.pin(lane.toString())));
  }

  /** Makes the lane low, or high again. */
  void low() {
    lane().ifPresent(lane -> change(it -> it.low(List.of(lane.toString()))));
  }

  /** Makes all lanes low, or high again. */
  void lowAll() {
    change(it -> it.low(rows().stream().map(row -> row.lane().toString()).distinct().toList()));
  }

  /** Moves the lane up or down in its group. */
  void move(int by) {
    lane()
        .ifPresent(lane -> {
          List<String> group = group(lane);
          int at = group.indexOf(lane.toString());
          if (at >= 0 && at + by >= 0 && at + by < group.size()) {
            Collections.swap(group, at, at + by);
            change(it -> it.ordered(group));
          }
        });
  }

  /**
   * Shows the lane large, or all lanes in their usual size again.
   *
   * @param otherwise the lane to take if none is under the mouse or selected; null for none
   */
  void enlarge(@Nullable Lane otherwise) {
    Lane lane = lane().orElse(otherwise);
    model.enlarged().set(model.enlarged().get() == null ? lane : null);
  }

  /** Folds the group of the lane. */
  void fold() {
    lane()
        .flatMap(lane -> rows().stream().filter(row -> row.lane().equals(lane)).findFirst())
        .flatMap(
            row -> headings().stream().filter(it -> it.y() < row.y()).reduce((_, last) -> last))
        .ifPresent(this::fold);
  }

  /** Folds a group, or unfolds it. */
  void fold(Heading heading) {
    change(it -> it.fold(heading.word()));
  }

  /** Shows all lanes as they were recorded. */
  void reset() {
    change(_ -> Arrangement.NONE);
  }

  private void change(UnaryOperator<Arrangement> change) {
    OpenSession session = model.session();
    if (session != null) {
      var arrangement = session.view().arrangement();
      arrangement.set(change.apply(arrangement.get()));
    }
  }

  /** Returns the lane to act on; empty if none is under the mouse and nothing is selected. */
  Optional<Lane> lane() {
    Lane under = model.laneUnder();
    OpenSession session = model.session();
    return under != null
        ? Optional.of(under)
        : Optional.ofNullable(session)
            .flatMap(OpenSession::selectedEvent)
            .map(Event::lane)
            .filter(lane -> rows().stream().anyMatch(row -> row.lane().equals(lane)));
  }

  /** Returns the lanes below the same heading, from top to bottom. */
  private List<String> group(Lane lane) {
    List<String> group = new ArrayList<>();
    double from = 0;
    double to = Double.MAX_VALUE;
    double y =
        rows().stream().filter(row -> row.lane().equals(lane)).findFirst().map(Row::y).orElse(0.0);
    for (Heading heading : headings()) {
      if (heading.y() < y) {
        from = heading.y();
      } else {
        to = Math.min(to, heading.y());
      }
    }
    for (Row row : rows()) {
      if (row.kind() == LaneLayout.Kind.STATE && row.y() > from && row.y() < to) {
        group.add(row.lane().toString());
      }
    }
    return group;
  }

  /**
   * Returns the row at a height; empty if there is none.
   *
   * @param y in pixels from the top of the lanes, including ruler and phases
   */
  Optional<Row> rowAt(double y, double scrollY) {
    return scrolled(scrollY).stream()
        .flatMap(layout -> layout.rows().stream())
        .filter(row -> isAt(y, scrollY, row.y(), row.height()))
        .findFirst();
  }

  /** Returns the heading at a height; empty if there is none. */
  Optional<Heading> headingAt(double y, double scrollY) {
    Optional<Heading> found =
        scrolled(scrollY).stream()
            .flatMap(layout -> layout.headings().stream())
            .filter(it -> isAt(y, scrollY, it.y(), LaneLayout.HEADING_HEIGHT))
            .findFirst();
    boolean isSticky =
        scrollY > 0
            && y >= LaneLayout.HEADER_HEIGHT
            && y < LaneLayout.HEADER_HEIGHT + LaneLayout.HEADING_HEIGHT;
    return found.isPresent() || !isSticky
        ? found
        : headings().stream().filter(it -> it.y() < scrollY).reduce((_, last) -> last);
  }

  private Optional<LaneLayout> scrolled(double scrollY) {
    return Optional.ofNullable(model.drawn().get()).map(it -> it.layout().scrolledTo(scrollY));
  }

  private static boolean isAt(double y, double scrollY, double top, double height) {
    double from = LaneLayout.HEADER_HEIGHT - scrollY + top;
    return y >= LaneLayout.HEADER_HEIGHT && y >= from && y < from + height;
  }

  private List<Row> rows() {
    LanesPicture drawn = model.drawn().get();
    return drawn == null ? List.of() : drawn.layout().rows();
  }

  private List<Heading> headings() {
    LanesPicture drawn = model.drawn().get();
    return drawn == null ? List.of() : drawn.layout().headings();
  }
}
