package dev.fenceline.app.swimlane;

import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.app.glossary.Term;
import dev.fenceline.app.workspace.Computed;
import dev.fenceline.app.workspace.LanesTime;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.ViewHistory.Move;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.Arrangement;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.Hit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The state of the swimlanes, and the operations zoom, pan and select. It works in pixels and uses
 * no controls. Used on the application thread.
 */
final class SwimlaneViewModel {
  private static final double FIT_MARGIN = 0.15;
  private static final long FIT_LEAST_NANOS = 10_000;

  private final Workspace workspace;
  private final Computed<LanesPicture> derived;
  private final ReadOnlyObjectWrapper<@Nullable LanesPicture> drawn = new ReadOnlyObjectWrapper<>();

  /** The session of what is drawn: a former run until the picture of the next one is ready. */
  private @Nullable OpenSession drawnOf;

  private final DoubleProperty width = new SimpleDoubleProperty(1);

  /** The items that a click can hit, as last drawn; later ones are above earlier ones. */
  private List<Hit> hits = List.of();

  private final FoundItems found;
  private @Nullable Lane laneUnder;
  private final ObjectProperty<@Nullable Lane> enlarged = new SimpleObjectProperty<>();
  private Subscription arranging = Subscription.EMPTY;

  /** Creates a model that follows the session shown by the workspace. */
  SwimlaneViewModel(Workspace workspace) {
    this.workspace = workspace;
    this.derived =
        new Computed<>(
            workspace.jobs(),
            "Drawing the swimlanes",
            LanesPicture::of,
            made -> {
              drawnOf = session();
              drawn.set(arranged(made));
            });
    found = new FoundItems(workspace, drawn);
    found.matches().subscribe(_ -> layOut());
    workspace.preferences().removing().subscribe(_ -> layOut());
    workspace.preferences().timers().subscribe(_ -> layOut());
    workspace.preferences().places().subscribe(_ -> layOut());
    workspace
        .current()
        .subscribe(session -> {
          if (session == null || session.view().former().get() == null) {
            drawn.set(null);
          } // Otherwise the picture of the former run stays until the next one is ready.
          derived.follow(session);
          arranging.unsubscribe();
          arranging =
              session == null
                  ? Subscription.EMPTY
                  : session.view().arrangement().subscribe((_, _) -> layOut());
        });
  }

  private LanesPicture arranged(LanesPicture made) {
    OpenSession session = session();
    Arrangement lanes = session == null ? Arrangement.NONE : session.view().arrangement().get();
    return made.with(workspace.preferences().extraLanes(), found.leaves(made, lanes));
  }

  /** Lays out the same picture again, with the lanes chosen in the preferences. */
  private void layOut() {
    LanesPicture now = drawn.get();
    if (now != null) {
      drawn.set(arranged(now));
    }
  }

  /**
   * Selects the next or previous finding of corruption, relative to the selected event. Wraps
   * around at both ends.
   */
  void selectCorruption(boolean next) {
    LanesPicture now = drawn.get();
    List<Long> findings = now == null ? List.of() : now.picture().corruptFindings();
    if (findings.isEmpty()) {
      return;
    }
    with(session -> {
      long selected = session.selected().get();
      long found =
          next
              ? findings.stream()
                  .filter(it -> it > selected)
                  .findFirst()
                  .orElse(findings.getFirst())
              : findings.reversed().stream()
                  .filter(it -> it < selected)
                  .findFirst()
                  .orElse(findings.getLast());
      session.select(found);
    });
  }

  /** Returns what to draw; null if no session is shown or it has not been computed yet. */
  ReadOnlyObjectProperty<@Nullable LanesPicture> drawn() {
    return drawn.getReadOnlyProperty();
  }

  /** Returns what the filter finds of what is drawn. */
  FoundItems found() {
    return found;
  }

  /** Returns the session that is shown; null if there is none. */
  @Nullable OpenSession session() {
    return workspace.current().get();
  }

  /** Returns whether no session is shown. */
  ObservableValue<Boolean> isEmpty() {
    return workspace.shown().map(_ -> false).orElse(true);
  }

  /** Returns whether idle stretches are folded. */
  BooleanProperty elastic() {
    return workspace.preferences().elastic();
  }

  /** Returns the width of the lanes without their names, in pixels. */
  DoubleProperty width() {
    return width;
  }

  /** Returns the scale of the visible range; empty if there is nothing to draw. */
  Optional<TimeScale> scale() {
    LanesPicture now = drawn.get();
    OpenSession session = drawnOf;
    if (now == null || session == null || session() == null) {
      return Optional.empty();
    }
    TimeRange visible = session.visible().get();
    long to = visible.lengthNanos() == 0 ? now.picture().endNanos() : visible.toNanos();
    return Optional.of(
        TimeScale.of(
            now.axis(elastic().get()),
            visible.fromNanos(),
            to,
            LaneLayout.NAME_WIDTH,
            width.get()));
  }

  /** Returns the meaning of the name of a lane; empty if the glossary has none. */
  static Optional<String> meaning(LaneLayout.Row row) {
    return Glossary.shipped().find(term(row)).map(Term::text);
  }

  /** Returns the lane under the mouse; null if there is none. */
  @Nullable Lane laneUnder() {
    return laneUnder;
  }

  /** Sets the lane under the mouse. */
  void over(@Nullable Lane lane) {
    laneUnder = lane;
  }

  /** Returns the lane that is shown large; null if all lanes have their usual size. */
  ObjectProperty<@Nullable Lane> enlarged() {
    return enlarged;
  }

  private static String term(LaneLayout.Row row) {
    return switch (row.kind()) {
      case TIMERS -> "timer";
      case PLACES -> "place";
      case STATE ->
          switch (row.lane().group()) {
            case WORKLOAD -> "workload";
            case HOST -> "controller";
            case PATH -> "path";
            case TARGET -> "controller instance";
            case LAB -> "lane";
          };
    };
  }

  /** Returns the scale of the overview: the whole session, linear. */
  Optional<TimeScale> wholeScale() {
    return Optional.ofNullable(drawn.get())
        .map(now -> TimeScale.whole(now.linear(), LaneLayout.NAME_WIDTH, width.get()));
  }

  /** Returns the x of the mouse; NaN if it is not over the lanes. */
  DoubleProperty cursor() {
    return workspace.lanesTime().pointer();
  }

  /** Reports whether the mouse is over the part of the lanes that has a time. */
  boolean isCursorOver(TimeScale scale) {
    return cursor().get() >= scale.left() && cursor().get() <= scale.right();
  }

  /** Returns the axis that is drawn, which other parts of the window draw over. */
  LanesTime axis() {
    return workspace.lanesTime();
  }

  /** Returns the items that a click can hit, as last drawn. */
  List<Hit> hits() {
    return hits;
  }

  /** Sets the items that a click can hit. */
  void drew(List<Hit> items) {
    hits = items;
  }

  /** Zooms around a pixel. A factor below 1 zooms in. */
  void zoom(double factor, double aroundX) {
    change(
        factor < 1 ? Move.IN : Move.OUT,
        scale -> scale.zoomed(factor, Math.clamp(aroundX, scale.left(), scale.right())));
  }

  /** Zooms around the mouse, or else around the middle. */
  void zoomAtCursor(double factor) {
    scale()
        .ifPresent(scale ->
            zoom(factor, isCursorOver(scale) ? cursor().get() : scale.left() + scale.width() / 2));
  }

  /** Moves the visible range by pixels; a positive number moves it to later times. */
  void pan(double pixels) {
    change(Move.ALONG, scale -> scale.panned(pixels));
  }

  /** Moves the visible range by a part of its width. */
  void panBy(double part) {
    pan(part * width.get());
  }

  private void change(Move move, UnaryOperator<TimeScale> change) {
    scale()
        .ifPresent(scale -> {
          TimeScale changed = change.apply(scale);
          show(move, changed.fromNanos(), changed.toNanos());
        });
  }

  /** Shows a range of time, limited to the session. */
  void show(Move move, long fromNanos, long toNanos) {
    with(session -> {
      long end = session.endNanos().get();
      long from = Math.clamp(fromNanos, 0, end);
      TimeRange range = new TimeRange(from, Math.clamp(toNanos, from, end));
      TimeRange before = session.visible().get();
      if (!range.equals(before)) {
        session.view().history().leave(before, move);
        session.visible().set(range);
      }
    });
  }

  /** Shows the range that was visible before. */
  void back() {
    with(session ->
        session.view().history().back(session.visible().get()).ifPresent(session.visible()::set));
  }

  /** Shows the range from which the user went back. */
  void forward() {
    with(session ->
        session
            .view()
            .history()
            .forward(session.visible().get())
            .ifPresent(session.visible()::set));
  }

  /** Shows the whole session. */
  void showWhole() {
    with(session -> show(Move.JUMP, 0, session.endNanos().get()));
  }

  /** Shows the time of an item, with a margin. */
  void zoomTo(Hit hit) {
    fit(new TimeRange(hit.fromNanos(), hit.toNanos()));
  }

  private void fit(TimeRange range) {
    long margin = Math.max(FIT_LEAST_NANOS, Math.round(range.lengthNanos() * FIT_MARGIN));
    show(Move.JUMP, range.fromNanos() - margin, range.toNanos() + margin);
  }

  /**
   * Shows the measured range, or else the span of the selected event, with a margin. Shows the
   * whole session if that is shown already or nothing is selected.
   */
  void fitSelection() {
    with(session -> {
      TimeRange measured = session.measured().get();
      TimeRange range = measured != null ? measured : selectedRange(session);
      TimeRange before = session.visible().get();
      if (range != null) {
        fit(range);
      }
      if (before.equals(session.visible().get())) {
        showWhole();
      }
    });
  }

  private @Nullable TimeRange selectedRange(OpenSession session) {
    long selected = session.selected().get();
    LanesPicture now = drawn.get();
    if (selected == OpenSession.NOTHING || now == null) {
      return null;
    }
    return session.selectedEvent().map(event -> rangeOf(event, now)).orElse(null);
  }

  /** Returns the span that begins with the event, or the moment of the event if there is none. */
  private static TimeRange rangeOf(Event event, LanesPicture now) {
    return now.picture().spans().spans(event.lane()).stream()
        .filter(span -> span.interval().beginSequence() == event.sequence())
        .map(span -> new TimeRange(span.fromNanos(), span.toNanos()))
        .findFirst()
        .orElseGet(() -> new TimeRange(event.nanos(), event.nanos()));
  }

  /** Moves the visible range so that it contains the moment; keeps its width. */
  void reveal(long nanos) {
    scale()
        .filter(scale -> !scale.shows(nanos, nanos))
        .ifPresent(scale -> pan(scale.x(nanos) - scale.left() - scale.width() / 2));
  }

  /** Selects the event of a hit and moves the playhead to where it was hit. */
  void select(Hit hit, double x) {
    scale()
        .ifPresent(scale ->
            with(session -> {
              long nanos = Math.round(scale.nanos(x));
              session.selectAt(hit.sequence(), Math.clamp(nanos, hit.fromNanos(), hit.toNanos()));
            }));
  }

  /** Chooses a phase, which is no event, and moves the playhead to where it was hit. */
  void choose(Hit phase, double x) {
    seek(x);
    with(session -> session.view().phase().set(new TimeRange(phase.fromNanos(), phase.toNanos())));
  }

  /** Clears the selection and moves the playhead to a pixel. */
  void seek(double x) {
    scale()
        .ifPresent(scale ->
            with(session -> {
              session.view().phase().set(null);
              session.selectNothing();
              session.seek(Math.round(scale.nanos(x)));
            }));
  }

  private void with(Consumer<OpenSession> effect) {
    OpenSession session = session();
    if (session != null) {
      effect.accept(session);
    }
  }
}
