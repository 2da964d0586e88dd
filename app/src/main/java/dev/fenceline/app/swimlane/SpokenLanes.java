package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.Event;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.paint.Hit;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The lanes as a screen reader knows them, because it cannot read a canvas: a list of lanes, and
 * after them the selected item. The parts are as large as what they speak of and draw nothing.
 */
final class SpokenLanes extends Pane {
  private final List<Region> lanes = new ArrayList<>();
  private @Nullable Region selection;
  private String said = "";
  private List<Row> rows = List.of();

  SpokenLanes() {
    setMouseTransparent(true);
    setManaged(false);
    // Lanes that are scrolled away reach beyond the view.
    Rectangle view = new Rectangle();
    view.widthProperty().bind(widthProperty());
    view.heightProperty().bind(heightProperty());
    setClip(view);
  }

  /**
   * Speaks of these lanes, as far as they are scrolled. The size of this pane is that of the view.
   */
  void lanes(List<Row> shown, double scrollY) {
    if (!shown.equals(rows)) {
      rows = List.copyOf(shown);
      lanes.clear();
      rows.forEach(row -> lanes.add(part(words(row))));
      refill();
    }
    for (int i = 0; i < lanes.size(); i++) {
      double y = LaneLayout.HEADER_HEIGHT - scrollY + rows.get(i).y();
      lanes.get(i).resizeRelocate(0, y, getWidth(), rows.get(i).height());
    }
  }

  /**
   * Speaks of what is selected.
   *
   * @param hit the selected item as drawn; empty if it is not in sight
   * @return whether it is something else than before
   */
  boolean select(@Nullable OpenSession session, Optional<Hit> hit) {
    String words = session == null ? "" : words(session, hit);
    if (words.equals(said)) {
      return false;
    }
    said = words;
    // A new part, because a screen reader does not repeat one that it has read.
    Region fresh = part(words);
    hit.ifPresent(it -> fresh.resizeRelocate(it.x(), it.y(), it.width(), it.height()));
    selection = words.isEmpty() ? null : fresh;
    refill();
    return true;
  }

  private void refill() {
    getChildren().setAll(lanes);
    if (selection != null) {
      getChildren().add(selection);
    }
  }

  /** Answers what a screen reader asks about the list; null if the list does not know it. */
  @Nullable Object answer(AccessibleAttribute attribute, @Nullable Object... parameters) {
    return switch (attribute) {
      case FOCUS_ITEM -> selection;
      case SELECTED_ITEMS ->
          selection == null
              ? FXCollections.emptyObservableList()
              : FXCollections.observableArrayList(selection);
      case ITEM_COUNT -> getChildren().size();
      case ITEM_AT_INDEX ->
          parameters.length > 0
                  && parameters[0] instanceof Integer index
                  && index >= 0
                  && index < getChildren().size()
              ? getChildren().get(index)
              : null;
      case MULTIPLE_SELECTION -> false;
      default -> null;
    };
  }

  private static Region part(String words) {
    Region part = new Region();
    part.setAccessibleRole(AccessibleRole.LIST_ITEM);
    part.setAccessibleText(words);
    return part;
  }

  private static String words(Row row) {
    String lane = EventText.where(row.lane());
    String words =
        switch (row.kind()) {
          case STATE -> "Lane of " + lane + (row.note().isEmpty() ? "" : ", " + row.note());
          case TIMERS -> "Timers of " + lane;
          case PLACES -> "Commands of " + lane;
        };
    return words.replace(" \u00b7 ", ", ") + (row.isPinned() ? ", pinned" : "");
  }

  private static String words(OpenSession session, Optional<Hit> hit) {
    List<String> sentences = new ArrayList<>();
    session
        .selectedEvent()
        .ifPresent(event -> {
          hit.map(item -> ItemText.of(session, item)).ifPresent(item -> add(sentences, item));
          if (hit.isEmpty()) {
            sentences.add(
                EventText.where(event.lane()) + ", at " + new Timecode(event.nanos()).seconds());
          }
          sentences.add(words(event));
        });
    TimeRange measured = session.measured().get();
    if (measured != null) {
      sentences.add(
          "Measured %s, from %s to %s"
              .formatted(
                  Text.measured(measured.lengthNanos()),
                  new Timecode(measured.fromNanos()).seconds(),
                  new Timecode(measured.toNanos()).seconds()));
    }
    return String.join(". ", sentences);
  }

  private static void add(List<String> sentences, ItemText item) {
    sentences.add(item.what());
    sentences.add("On " + item.where());
    sentences.add(
        item.lasted().isEmpty()
            ? "At " + item.when()
            : "From " + item.when() + ", lasted " + item.lasted());
  }

  private static String words(Event event) {
    String fields = EventText.line(event);
    return EventText.title(event) + (fields.isEmpty() ? "" : ": " + fields);
  }
}
