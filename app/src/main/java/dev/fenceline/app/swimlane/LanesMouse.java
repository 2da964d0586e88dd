package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Lane;
import dev.fenceline.session.SessionNote;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.LaneLayout.Row;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.Hit;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Point2D;
import javafx.geometry.Side;
import javafx.scene.Cursor;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Mouse handling of the lanes: the wheel zooms, a drag pans, a click selects, a double click zooms
 * to the item, and a drag on the ruler measures.
 */
final class LanesMouse {
  private static final double ZOOM_PER_NOTCH = 0.85;
  private static final double NOTCH_PIXELS = 40;
  private static final double SLACK = 3;
  private static final double DRAG_FROM = 4;

  private final Region lanes;
  private final DoubleProperty scrollY;
  private final SwimlaneViewModel model;
  private final Picking picking;
  private final Arranging arranging;
  private final ItemMenu items;
  private final NotesOnLanes notes;
  private final HoverCard card;
  private ContextMenu menu = new ContextMenu();
  private @Nullable Hit under;
  private String nameUnder = "";
  private double pressedX;
  private double lastX;
  private boolean dragged;
  private boolean measuring;

  /**
   * Handles the mouse over the lanes.
   *
   * @param lanes the region that the lanes fill
   * @param scrollY how far the lanes are scrolled down, in pixels
   */
  LanesMouse(
      Region lanes,
      DoubleProperty scrollY,
      SwimlaneViewModel model,
      ItemMenu items,
      NotesOnLanes notes) {
    this.lanes = lanes;
    this.scrollY = scrollY;
    this.model = model;
    this.picking = new Picking(model);
    this.arranging = new Arranging(model);
    this.items = items;
    this.notes = notes;
    this.card = new HoverCard(lanes);
    lanes.setOnScroll(this::scrolled);
    lanes.setOnMousePressed(this::pressed);
    lanes.setOnMouseDragged(this::dragged);
    lanes.setOnMouseReleased(this::released);
    lanes.setOnMouseMoved(this::moved);
    lanes.setOnMouseExited(_ -> left());
    lanes.setOnContextMenuRequested(this::menu);
  }

  /** Shows the card of the selected item, as if the mouse rested on it. */
  void showCard() {
    OpenSession session = model.session();
    if (session != null) {
      selected(session)
          .ifPresent(hit -> {
            Point2D at = lanes.localToScreen(Math.max(hit.x(), LaneLayout.NAME_WIDTH), below(hit));
            card.showNow(ItemText.of(session, hit), at.getX(), at.getY());
          });
    }
  }

  private double below(Hit hit) {
    return Math.min(hit.y() + hit.height() + DRAG_FROM, lanes.getHeight());
  }

  private void scrolled(ScrollEvent event) {
    boolean overNames = event.getX() < LaneLayout.NAME_WIDTH;
    if (overNames && event.getDeltaY() != 0 && !event.isControlDown()) {
      scrollY.set(Math.max(0, scrollY.get() - event.getDeltaY()));
    } else if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
      model.pan(-(event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX()));
    } else {
      model.zoom(Math.pow(ZOOM_PER_NOTCH, event.getDeltaY() / NOTCH_PIXELS), event.getX());
    }
    event.consume();
  }

  private void pressed(MouseEvent event) {
    lanes.requestFocus();
    card.hide();
    menu.hide();
    pressedX = event.getX();
    lastX = event.getX();
    dragged = false;
    measuring = event.getButton() == MouseButton.PRIMARY && event.getY() < LaneLayout.HEADER_HEIGHT;
    if (measuring) {
      picking.measureFrom(event.getX());
    }
  }

  private void dragged(MouseEvent event) {
    dragged |= Math.abs(event.getX() - pressedX) >= DRAG_FROM;
    if (!dragged) {
      return;
    }
    if (measuring) {
      picking.measureTo(event.getX());
    } else {
      lanes.setCursor(Cursor.CLOSED_HAND);
      model.pan(lastX - event.getX());
    }
    lastX = event.getX();
    model.cursor().set(event.getX());
  }

  private void released(MouseEvent event) {
    lanes.setCursor(Cursor.DEFAULT);
    if (!dragged
        && event.getX() < LaneLayout.NAME_WIDTH
        && event.getButton() == MouseButton.PRIMARY) {
      arranging.headingAt(event.getY(), scrollY.get()).ifPresent(arranging::fold);
    }
    Optional<SessionNote> note = notes.at(event.getX(), event.getY());
    if (!dragged && note.isPresent() && event.getButton() == MouseButton.PRIMARY) {
      notes.edit(note.get());
      return;
    }
    boolean isOnTime =
        !dragged
            && event.getX() >= LaneLayout.NAME_WIDTH
            && event.getButton() == MouseButton.PRIMARY;
    if (isOnTime && event.getClickCount() == 2) {
      at(event.getX(), event.getY()).ifPresent(model::zoomTo);
    } else if (isOnTime) {
      Optional<Hit> hit =
          at(event.getX(), event.getY()).filter(found -> !measuring || isPhase(found));
      hit.ifPresentOrElse(found -> choose(found, event.getX()), () -> model.seek(event.getX()));
    }
  }

  /** Reports whether a hit that is no event is a phase of the strip above the lanes. */
  private static boolean isPhase(Hit hit) {
    return hit.sequence() == 0 && hit.y() < LaneLayout.HEADER_HEIGHT - SLACK;
  }

  /** Selects the event of a hit, or chooses a phase. */
  private void choose(Hit hit, double x) {
    if (hit.sequence() > 0) {
      select(hit, x);
    } else if (isPhase(hit)) {
      model.choose(hit, x);
    } else {
      model.seek(x);
    }
  }

  /** Selects a hit without scrolling, because the user already looks at it. */
  private void select(Hit hit, double x) {
    double scrolled = scrollY.get();
    model.select(hit, x);
    scrollY.set(scrolled);
  }

  /** Shows the menu of the item under the mouse, or of the selected one if a key asks for it. */
  private void menu(ContextMenuEvent event) {
    OpenSession session = model.session();
    TimeScale scale = model.scale().orElse(null);
    if (session == null || scale == null) {
      return;
    }
    card.hide();
    Lane lane =
        event.isKeyboardTrigger() || event.getX() >= LaneLayout.NAME_WIDTH
            ? null
            : arranging.rowAt(event.getY(), scrollY.get()).map(Row::lane).orElse(null);
    if (lane != null) {
      menu.hide();
      menu = items.ofLane(lane);
      menu.show(lanes, event.getScreenX(), event.getScreenY());
      return;
    }
    boolean byKey = event.isKeyboardTrigger();
    Optional<Hit> hit = byKey ? selected(session) : at(event.getX(), event.getY());
    double x = byKey ? scale.x(session.playheadNanos().get()) : event.getX();
    if (!byKey) {
      hit.filter(found -> found.sequence() > 0)
          .ifPresentOrElse(found -> select(found, x), () -> model.seek(x));
    }
    long nanos = Math.max(0, Math.round(scale.nanos(x)));
    menu.hide();
    menu = items.of(session, hit, nanos);
    if (byKey) {
      menu.show(lanes, Side.TOP, x, LaneLayout.HEADER_HEIGHT);
    } else {
      menu.show(lanes, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  private Optional<Hit> selected(OpenSession session) {
    return model.hits().stream()
        .filter(hit -> hit.sequence() == session.selected().get() && hit.sequence() > 0)
        .findFirst();
  }

  private void moved(MouseEvent event) {
    model.cursor().set(event.getX());
    model.over(arranging.rowAt(event.getY(), scrollY.get()).map(Row::lane).orElse(null));
    Optional<SessionNote> note = notes.at(event.getX(), event.getY());
    Hit hit = note.isPresent() ? null : at(event.getX(), event.getY()).orElse(null);
    String name =
        hit != null ? "" : note.map(it -> "Note\n" + it.text()).orElseGet(() -> name(event));
    if (Objects.equals(hit, under) && name.equals(nameUnder)) {
      return;
    }
    card.hide();
    under = hit;
    nameUnder = name;
    boolean isClickable = note.isPresent() || (hit != null && (hit.sequence() > 0 || isPhase(hit)));
    lanes.setCursor(isClickable ? Cursor.HAND : Cursor.DEFAULT);
    OpenSession session = model.session();
    if (hit != null && session != null) {
      card.showSoon(ItemText.of(session, hit), event);
    } else if (!name.isEmpty()) {
      card.showSoon(name, event);
    }
  }

  /** Returns the meaning of the lane name under the mouse; empty if there is none. */
  private String name(MouseEvent event) {
    return event.getX() < LaneLayout.NAME_WIDTH
        ? arranging
            .rowAt(event.getY(), scrollY.get())
            .flatMap(SwimlaneViewModel::meaning)
            .orElse("")
        : "";
  }

  private void left() {
    model.cursor().set(Double.NaN);
    model.over(null);
    under = null;
    nameUnder = "";
    card.hide();
  }

  /** Returns the smallest hit at a point; of several equally small ones, the one drawn last. */
  private Optional<Hit> at(double x, double y) {
    Hit best = null;
    for (Hit hit : model.hits()) {
      boolean above = y < LaneLayout.HEADER_HEIGHT == hit.y() < LaneLayout.HEADER_HEIGHT - SLACK;
      if (above
          && hit.contains(x, y, SLACK)
          && (best == null || hit.width() * hit.height() <= best.width() * best.height())) {
        best = hit;
      }
    }
    return Optional.ofNullable(best);
  }
}
