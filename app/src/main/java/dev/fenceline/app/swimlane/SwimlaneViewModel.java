package dev.fenceline.app.swimlane;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.app.glossary.Term;
import dev.fenceline.app.workspace.Computed;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.Hit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The state of the swimlanes, and the operations zoom, pan, select and measure. It works in pixels
 * and uses no controls. Used on the application thread.
 */
final class SwimlaneViewModel {
  private static final double ZOOM = 0.8;
  private static final double PAN_PART = 0.12;
  private static final double SNAP_PIXELS = 6;
  private static final double FIT_MARGIN = 0.15;
  private static final long FIT_LEAST_NANOS = 10_000;

  private final Workspace workspace;
  private final Computed<LanesPicture> derived;
  private final ReadOnlyObjectWrapper<@Nullable LanesPicture> drawn = new ReadOnlyObjectWrapper<>();
  private final DoubleProperty width = new SimpleDoubleProperty(1);
  private double cursorX = Double.NaN;
  private @Nullable Long measureFromNanos;

  /** Creates a model that follows the session shown by the workspace. */
  SwimlaneViewModel(Workspace workspace) {
    this.workspace = workspace;
    this.derived =
        new Computed<>(
            workspace.jobs(),
            "Drawing the swimlanes",
            LanesPicture::of,
            found -> drawn.set(found.with(workspace.preferences().extraLanes())));
    workspace.preferences().timers().subscribe(_ -> layOut());
    workspace.preferences().places().subscribe(_ -> layOut());
    workspace
        .current()
        .subscribe(session -> {
          drawn.set(null);
          derived.follow(session);
        });
  }

  /** Lays out the same picture again, with the lanes chosen in the preferences. */
  private void layOut() {
    LanesPicture now = drawn.get();
    if (now != null) {
      drawn.set(now.with(workspace.preferences().extraLanes()));
    }
  }

  /** Registers the actions of the swimlanes. */
  public void register(ActionRegistry actions) {
    ObservableBooleanValue open = Bindings.isNotNull(workspace.current());
    Adder adder = new Adder(actions, open);
    adder.add("view.zoom.in", "Zoom in", "W", () -> zoomAtCursor(ZOOM));
    adder.add("view.zoom.out", "Zoom out", "S", () -> zoomAtCursor(1 / ZOOM));
    adder.add("view.pan.left", "Pan to earlier times", "A", () -> pan(-PAN_PART * width.get()));
    adder.add("view.pan.right", "Pan to later times", "D", () -> pan(PAN_PART * width.get()));
    adder.add("view.zoom.fit", "Fit the selection", "F", this::fitSelection);
    adder.add("view.zoom.whole", "Show the whole session", "0", this::showWhole);
    adder.add("view.proof.next", "Next corruption", "N", () -> selectCorruption(true));
    adder.add(
        "view.proof.previous", "Previous corruption", "Shift+N", () -> selectCorruption(false));
    lanes(actions, "timers", "Show timers", "T", workspace.preferences().timers());
    lanes(actions, "places", "Show command locations", "C", workspace.preferences().places());
  }

  /**
   * Selects the next or previous finding of corruption, relative to the selected event. Wraps
   * around at both ends.
   */
  private void selectCorruption(boolean next) {
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

  private static void lanes(
      ActionRegistry actions, String id, String words, String key, BooleanProperty shown) {
    actions.add(
        UserAction.of("view.lanes." + id, Group.VIEW, words, () -> shown.set(!shown.get()))
            .withKey(Key.chord(key))
            .withSelected(shown));
  }

  private record Adder(ActionRegistry actions, ObservableBooleanValue open) {
    void add(String id, String words, String key, Runnable effect) {
      actions.add(
          UserAction.of(id, Group.VIEW, words, effect)
              .withKey(key.equals("0") ? Key.typed(key) : Key.chord(key))
              .withEnabled(open));
    }
  }

  /** Returns what to draw; null if no session is shown or it has not been computed yet. */
  ReadOnlyObjectProperty<@Nullable LanesPicture> drawn() {
    return drawn.getReadOnlyProperty();
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
    OpenSession session = session();
    if (now == null || session == null) {
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

  /** Returns the text of a hit, and the meaning of the term that it names, if any. */
  static String explained(Hit hit) {
    return Glossary.shipped()
        .in(hit.words())
        .map(term -> hit.words() + "\n\n" + term.text())
        .orElse(hit.words());
  }

  /**
   * Returns the meaning of the name of a lane; empty if there is no lane.
   *
   * @param y in pixels, from the top of the first lane
   */
  Optional<String> meaningOfLane(double y) {
    return Optional.ofNullable(drawn.get()).stream()
        .flatMap(now -> now.layout().rows().stream())
        .filter(row -> y >= row.y() && y < row.y() + row.height())
        .findFirst()
        .flatMap(row -> Glossary.shipped().find(term(row)).map(Term::text));
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

  /** Sets the position of the mouse, for zooming with keys; NaN if it is not over the lanes. */
  void cursor(double x) {
    cursorX = x;
  }

  /** Zooms around a pixel. A factor below 1 zooms in. */
  void zoom(double factor, double aroundX) {
    change(scale -> scale.zoomed(factor, Math.clamp(aroundX, scale.left(), scale.right())));
  }

  private void zoomAtCursor(double factor) {
    scale()
        .ifPresent(scale -> {
          boolean over = cursorX >= scale.left() && cursorX <= scale.right();
          zoom(factor, over ? cursorX : scale.left() + scale.width() / 2);
        });
  }

  /** Moves the visible range by pixels; a positive number moves it to later times. */
  void pan(double pixels) {
    change(scale -> scale.panned(pixels));
  }

  private void change(UnaryOperator<TimeScale> change) {
    scale()
        .ifPresent(scale -> {
          TimeScale changed = change.apply(scale);
          show(changed.fromNanos(), changed.toNanos());
        });
  }

  /** Shows a range of time, limited to the session. */
  void show(long fromNanos, long toNanos) {
    with(session -> {
      long end = session.endNanos().get();
      long from = Math.clamp(fromNanos, 0, end);
      session.visible().set(new TimeRange(from, Math.clamp(toNanos, from, end)));
    });
  }

  /** Shows the whole session. */
  void showWhole() {
    with(session -> show(0, session.endNanos().get()));
  }

  /** Shows the measured range, or else the span of the selected event, with a margin. */
  void fitSelection() {
    with(session -> {
      TimeRange measured = session.measured().get();
      TimeRange range = measured != null ? measured : selectedRange(session);
      if (range != null) {
        long margin = Math.max(FIT_LEAST_NANOS, Math.round(range.lengthNanos() * FIT_MARGIN));
        show(range.fromNanos() - margin, range.toNanos() + margin);
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

  /** Clears the selection and moves the playhead to a pixel. */
  void seek(double x) {
    scale()
        .ifPresent(scale ->
            with(session -> {
              session.selectNothing();
              session.seek(Math.round(scale.nanos(x)));
            }));
  }

  /** Begins to measure at a pixel, or at the nearest edge if one is close. */
  void measureFrom(double x, List<Hit> hits) {
    measureFromNanos = scale().map(scale -> snapped(scale, x, hits)).orElse(null);
  }

  /** Measures up to a pixel, or up to the nearest edge if one is close. */
  void measureTo(double x, List<Hit> hits) {
    Long from = measureFromNanos;
    if (from != null) {
      scale()
          .ifPresent(scale ->
              with(session ->
                  session.measured().set(TimeRange.between(from, snapped(scale, x, hits)))));
    }
  }

  /**
   * Returns the moment at a pixel, or that of the nearest edge of a drawn item if one is close
   * enough.
   */
  private long snapped(TimeScale scale, double x, List<Hit> hits) {
    double best = SNAP_PIXELS;
    long moment = Math.max(0, Math.round(scale.nanos(x)));
    for (Hit hit : hits) {
      for (long edge : new long[] {hit.fromNanos(), hit.toNanos()}) {
        double distance = Math.abs(scale.x(edge) - x);
        if (distance < best) {
          best = distance;
          moment = edge;
        }
      }
    }
    return moment;
  }

  private void with(Consumer<OpenSession> effect) {
    OpenSession session = session();
    if (session != null) {
      effect.accept(session);
    }
  }
}
