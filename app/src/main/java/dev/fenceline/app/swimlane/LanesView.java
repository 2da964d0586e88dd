package dev.fenceline.app.swimlane;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.drawing.SharpCanvas;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.Sticky;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.CursorPainter;
import dev.fenceline.swimlane.paint.FormerRunPainter;
import dev.fenceline.swimlane.paint.Hit;
import dev.fenceline.swimlane.paint.MarkPainter;
import dev.fenceline.swimlane.paint.MatchPainter;
import dev.fenceline.swimlane.paint.ProofPainter;
import dev.fenceline.swimlane.paint.SwimlanePainter;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Matches;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.event.Event;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The visible part of the lanes: one canvas with the picture, and above it one with the moving
 * marks. Each is drawn at most once per pulse, during layout.
 */
final class LanesView extends Region {
  private final SwimlaneViewModel model;
  private final ObservableValue<Palette> palette;
  private final TextWidths widths;
  private final SharpCanvas content = new SharpCanvas();
  private final SharpCanvas cursor = new SharpCanvas();
  private final CanvasPen contentPen;
  private final CanvasPen cursorPen;
  private final SwimlanePainter painter;
  private final DoubleProperty scrollY = new SimpleDoubleProperty();
  private double lastHeight;

  private final SpokenLanes spoken = new SpokenLanes();
  private final NotesOnLanes notes;
  private final LanesMouse mouse;
  private boolean contentIsOld = true;
  private Subscription following = Subscription.EMPTY;

  LanesView(
      SwimlaneViewModel model,
      ObservableValue<Palette> palette,
      TextWidths widths,
      LaneFonts fonts,
      ItemMenu items) {
    this.model = model;
    this.palette = palette;
    this.widths = widths;
    this.painter = new SwimlanePainter(widths);
    this.contentPen = new CanvasPen(content.getGraphicsContext2D(), widths, fonts);
    this.cursorPen = new CanvasPen(cursor.getGraphicsContext2D(), widths, fonts);
    cursor.setMouseTransparent(true);
    notes = new NotesOnLanes(this, model);
    getChildren().setAll(content, cursor, spoken, notes.field());
    getStyleClass().add("lanes");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.LIST_VIEW);
    setAccessibleHelp("The events table lists what the lanes show.");
    scrollY.subscribe(_ -> changed());
    model.cursor().subscribe(_ -> requestLayout());
    mouse = new LanesMouse(this, scrollY, model, items, notes);
  }

  static double heightOf(LanesPicture drawn) {
    return LaneLayout.HEADER_HEIGHT + drawn.layout().height();
  }

  /** Returns how far the lanes are scrolled down, in pixels. */
  DoubleProperty scrollY() {
    return scrollY;
  }

  /**
   * Follows playhead, selection and measured range of the session, and runs {@code visibleChanged}
   * when its visible range changes.
   */
  void whenSessionMoves(Runnable visibleChanged) {
    model
        .drawn()
        .subscribe(_ -> {
          following.unsubscribe();
          OpenSession session = model.session();
          following =
              session == null
                  ? Subscription.EMPTY
                  : Subscription.combine(
                      session.visible().subscribe(_ -> visibleChanged.run()),
                      session.playheadNanos().subscribe((_, nanos) -> moved(nanos.longValue())),
                      session.selected().subscribe(_ -> selected()),
                      session.measured().subscribe(_ -> requestLayout()),
                      session.view().markerA().subscribe(_ -> requestLayout()),
                      session.view().markerB().subscribe(_ -> requestLayout()),
                      notesOf(session));
        });
  }

  private Subscription notesOf(OpenSession session) {
    InvalidationListener changed = _ -> requestLayout();
    session.notes().addListener(changed);
    return () -> session.notes().removeListener(changed);
  }

  /** Shows the card of the selected item. */
  void showCard() {
    mouse.showCard();
  }

  /** Shows the menu of the selected item, or of the playhead if nothing is selected. */
  void showMenu() {
    Event.fireEvent(
        this,
        new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 0, 0, 0, 0, true, null));
  }

  /** Opens a field for a new note. */
  void addNote() {
    notes.add();
  }

  /** Requests that the picture is drawn again. */
  void changed() {
    contentIsOld = true;
    requestLayout();
  }

  private void moved(long nanos) {
    model.reveal(nanos);
    requestLayout();
  }

  private void selected() {
    selectedRow().ifPresent(this::reveal);
    requestLayout();
  }

  private Optional<LaneLayout.Row> selectedRow() {
    LanesPicture drawn = model.drawn().get();
    OpenSession session = model.session();
    return drawn == null || session == null
        ? Optional.empty()
        : session.selectedEvent().map(event -> drawn.layout().row(event.lane()));
  }

  /** Keeps the lane of the selected event in sight while the lanes become lower. */
  private void keepSelectedInSight(double height) {
    double seen = lastHeight - LaneLayout.HEADER_HEIGHT;
    if (height < lastHeight) {
      selectedRow()
          .filter(row -> row.y() + row.height() <= scrollY.get() + seen)
          .filter(row -> row.y() + row.height() > scrollY.get())
          .ifPresent(this::reveal);
    }
    lastHeight = height;
  }

  /** Returns where a span of a lane is; empty if it is not visible. Scrolls to the lane. */
  Optional<Bounds> place(@Nullable Lane lane, long fromNanos, long toNanos) {
    LanesPicture drawn = model.drawn().get();
    TimeScale scale = model.scale().orElse(null);
    if (drawn == null || scale == null) {
      return Optional.empty();
    }
    double top = LaneLayout.HEADER_HEIGHT;
    double height = getHeight() - top;
    if (lane != null) {
      LaneLayout.@Nullable Row row = drawn.layout().row(lane);
      if (row == null) {
        return Optional.empty();
      }
      reveal(row);
      top += row.y() - scrollY.get();
      height = row.height();
    }
    if (fromNanos < 0) {
      return Optional.of(new BoundingBox(0, top, scale.right(), height));
    }
    double left = Math.max(scale.left(), scale.x(fromNanos));
    double right = Math.min(scale.right(), scale.x(toNanos));
    return right < left
        ? Optional.empty()
        : Optional.of(new BoundingBox(left, top, right - left, height));
  }

  /** Scrolls so that a lane is in the middle, as far as there are lanes on both sides. */
  void centre(LaneLayout.Row row) {
    double seen = getHeight() - LaneLayout.HEADER_HEIGHT;
    LanesPicture drawn = model.drawn().get();
    double hidden = drawn == null ? 0 : Math.max(0, drawn.layout().height() - seen);
    double middle = row.y() + (row.height() - seen) / 2;
    scrollY.set(Math.clamp(middle, 0, hidden));
  }

  /**
   * Scrolls so that a lane is seen as a whole, below the heading and lanes that stay at the top.
   */
  private void reveal(LaneLayout.Row row) {
    double seen = getHeight() - LaneLayout.HEADER_HEIGHT;
    LanesPicture drawn = model.drawn().get();
    if (row.isPinned() || seen <= 0 || drawn == null) {
      return;
    }
    double above = drawn.layout().pinnedHeight() + LaneLayout.HEADING_HEIGHT;
    double most = Math.max(0, row.y() - above);
    double least = Math.min(row.y() + row.height() - seen, most);
    scrollY.set(Math.clamp(scrollY.get(), least, most));
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    keepSelectedInSight(height);
    contentIsOld |= content.cover(this);
    cursor.cover(this);
    SwimlanePainter.Frame frame =
        new SwimlanePainter.Frame(width, height, scrollY.get(), palette.getValue());
    model.width().set(frame.lanesWidth());
    LanesPicture unscrolled = model.drawn().get();
    LanesPicture drawn = unscrolled == null ? null : unscrolled.scrolledTo(scrollY.get());
    TimeScale scale = model.scale().orElse(null);
    model.axis().scale().set(scale);
    if (contentIsOld) {
      contentIsOld = false;
      content.getGraphicsContext2D().clearRect(0, 0, width, height);
      model.drew(
          drawn == null || scale == null
              ? List.of()
              : painter
                  .paintOnGround(contentPen, drawn.picture(), drawn.layout(), scale, frame)
                  .hits());
    }
    cursor.getGraphicsContext2D().clearRect(0, 0, width, height);
    if (drawn != null && scale != null) {
      drawCursor(drawn, scale, frame);
    }
    speak(drawn);
  }

  /** Tells screen readers what is drawn and selected. */
  private void speak(@Nullable LanesPicture drawn) {
    OpenSession session = model.session();
    spoken.resize(getWidth(), getHeight());
    spoken.lanes(drawn == null ? List.of() : drawn.layout().rows(), scrollY.get());
    if (spoken.select(session, session == null ? Optional.empty() : shownHit(session))) {
      notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
    }
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, @Nullable Object... parameters) {
    Object answer = spoken.answer(attribute, parameters);
    return answer == null ? super.queryAccessibleAttribute(attribute, parameters) : answer;
  }

  private void drawCursor(LanesPicture drawn, TimeScale scale, SwimlanePainter.Frame frame) {
    OpenSession session = model.session();
    if (session == null) {
      return;
    }
    CursorPainter cursors =
        new CursorPainter(cursorPen, frame.palette(), scale, widths, frame.height());
    Matches matches = model.found().matches().get();
    if (matches != null) {
      new MatchPainter(cursorPen, scale, widths, frame)
          .paint(matches, drawn.layout(), model.hits(), model.found().isRemoving());
    }
    Timeline former = session.view().former().get();
    if (former != null) {
      new FormerRunPainter(cursorPen, scale, widths, frame).paint(former, drawn.layout());
    }
    if (session.view().reachedNanos().get() > 0) {
      cursors.future(session.view().reachedNanos().get(), frame.width());
    }
    TimeRange measured = session.measured().get();
    if (measured != null) {
      cursors.measure(measured.fromNanos(), measured.toNanos());
    }
    boolean proved =
        session
            .selectedEvent()
            .map(event ->
                new ProofPainter(cursorPen, scale, widths, frame)
                    .paint(drawn.picture(), drawn.layout(), event))
            .filter(labels -> !labels.isEmpty())
            .isPresent();
    if (!proved) {
      double top = topOfSelected();
      selectedHit(session, drawn, scale, frame).ifPresent(hit -> cursors.selection(hit, top));
    }
    MarkPainter marks = new MarkPainter(cursorPen, frame.palette(), scale, widths, frame.height());
    notes.paint(session, marks);
    marks.markers(session.view().markerA().get(), session.view().markerB().get());
    cursors.playhead(session.playheadNanos().get());
    model
        .axis()
        .underPointer()
        .ifPresent(time -> marks.mouse(model.cursor().get(), time.seconds()));
  }

  /** Returns the upper edge of what is seen of the lane of the selected event. */
  private double topOfSelected() {
    LanesPicture drawn = model.drawn().get();
    boolean isBelow = selectedRow().filter(row -> !row.isPinned()).isPresent();
    double covered =
        drawn == null || !isBelow ? 0 : Sticky.of(drawn.layout(), scrollY.get()).height();
    return LaneLayout.HEADER_HEIGHT + covered;
  }

  private Optional<Hit> shownHit(OpenSession session) {
    long selected = session.selected().get();
    return selected == OpenSession.NOTHING
        ? Optional.empty()
        : model.hits().stream().filter(hit -> hit.sequence() == selected).findFirst();
  }

  /** Returns the hit of the selected event. If it has none, returns a narrow hit at its time. */
  private Optional<Hit> selectedHit(
      OpenSession session, LanesPicture drawn, TimeScale scale, SwimlanePainter.Frame frame) {
    long selected = session.selected().get();
    if (selected == OpenSession.NOTHING) {
      return Optional.empty();
    }
    return shownHit(session)
        .or(() ->
            session
                .selectedEvent()
                .map(event -> {
                  LaneLayout.@Nullable Row row = drawn.layout().row(event.lane());
                  double top = LaneLayout.HEADER_HEIGHT - frame.scrollY();
                  double y = row == null ? LaneLayout.HEADER_HEIGHT : top + row.y() + 6;
                  double height = row == null ? 4 : row.height() - 12;
                  return new Hit(
                      scale.x(event.nanos()) - 2,
                      y,
                      4,
                      height,
                      selected,
                      event.nanos(),
                      event.nanos(),
                      "");
                }));
  }
}
