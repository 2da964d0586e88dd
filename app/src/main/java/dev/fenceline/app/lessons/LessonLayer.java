package dev.fenceline.app.lessons;

import dev.fenceline.app.feature.LanePlaces;
import dev.fenceline.app.feature.LessonStage;
import dev.fenceline.lesson.Placement;
import dev.fenceline.lesson.Placement.Stretch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** A layer above the window: the spotlight on what a step points at, and the card of the step. */
final class LessonLayer extends Pane {
  /** A wide card is lower than a narrow one. */
  private static final List<Double> CARD_WIDTHS = List.of(460.0, 640.0, 820.0);

  private static final double GAP = 18;

  /** The height of the ruler above the lanes, on which times can be marked, too. */
  private static final double RULER = 40;

  /** The height below which a window is low. */
  private static final double LOW = 760;

  private final LessonsViewModel model;
  private final LanePlaces lanes;
  private final Supplier<LessonStage> stage;
  private final Spotlight spotlight = new Spotlight();
  private final Region mark = new Region();
  private final LessonCard card;

  /** The parts of the window that the card keeps clear of, looked up once and not in each frame. */
  private final Map<String, Node> parts = new HashMap<>();

  /**
   * Creates the layer.
   *
   * @param stage what a lesson that compares two runs shows them on
   * @param export asks where to write the lesson to
   * @param isStill whether what would be played is shown at once
   */
  LessonLayer(
      LessonsViewModel model,
      LanePlaces lanes,
      Supplier<LessonStage> stage,
      Runnable export,
      ObservableBooleanValue isStill) {
    this.model = model;
    this.lanes = lanes;
    this.stage = stage;
    card = new LessonCard(model, export);
    mark.getStyleClass().add("lesson-mark");
    mark.setMouseTransparent(true);
    getChildren().setAll(spotlight, mark, card);
    getChildren().forEach(part -> part.setManaged(false));
    setPickOnBounds(false);
    sceneProperty()
        .subscribe(scene -> {
          if (scene != null) {
            scene.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
            scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::pressed);
          }
        });
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long nowNanos) {
            Showing now = model.showing().get();
            if (isStill.get() && now != null && now.phase() == Showing.Phase.PLAYING) {
              model.next(); // what would be played is shown at once
            } else {
              model.tick(nowNanos);
            }
            requestLayout();
          }
        };
    model
        .showing()
        .subscribe(showing -> {
          setVisible(showing != null);
          if (showing == null) {
            timer.stop();
          } else {
            timer.start();
          }
        });
  }

  /** Marks the time on the lanes that the mouse is pressed at or dragged to. */
  private void pressed(MouseEvent event) {
    Showing now = model.showing().get();
    if (now == null || !now.isMarking() || card.getBoundsInParent().contains(local(event))) {
      return;
    }
    model
        .visible()
        .ifPresent(range -> {
          Bounds from = moment(now, range.fromNanos()).map(this::sceneToLocal).orElse(null);
          Bounds to = moment(now, range.toNanos()).map(this::sceneToLocal).orElse(null);
          Point2D at = local(event);
          if (from != null
              && to != null
              && at.getX() >= from.getCenterX()
              && at.getX() <= to.getCenterX()
              && at.getY() >= from.getMinY() - RULER
              && at.getY() <= from.getMaxY()) {
            model.markAt((at.getX() - from.getCenterX()) / (to.getCenterX() - from.getCenterX()));
            event.consume();
          }
        });
  }

  private Point2D local(MouseEvent event) {
    return sceneToLocal(event.getSceneX(), event.getSceneY());
  }

  /** Returns where the targets of the step are: one in each run. */
  private List<Bounds> targets() {
    Showing now = model.showing().get();
    if (now == null) {
      return List.of();
    }
    String control = now.placement().control();
    if (control != null) {
      return control(control).stream().toList();
    }
    Placement beside = now.beside();
    return (beside == null
            ? target(now.placement(), lanes)
            : Stream.concat(
                target(now.placement(), (lane, from, to) -> stage.get().place(0, lane, from, to)),
                target(beside, (lane, from, to) -> stage.get().place(1, lane, from, to))))
        .map(this::sceneToLocal)
        .toList();
  }

  private static Stream<Bounds> target(Placement placement, LanePlaces lanes) {
    Stretch points = placement.points();
    if (points == null) {
      return placement.lane() == null
          ? Stream.empty()
          : lanes.of(placement.lane(), -1, -1).stream();
    }
    return lanes.of(placement.lane(), points.fromNanos(), points.toNanos()).stream();
  }

  private Optional<Bounds> control(String id) {
    return getScene().getRoot().lookupAll("*").stream()
        .filter(node -> id.equals(node.getId()) && isShown(node))
        .findFirst()
        .map(node -> sceneToLocal(node.localToScene(node.getLayoutBounds())));
  }

  private static boolean isShown(Node node) {
    return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
  }

  @Override
  protected void layoutChildren() {
    List<Bounds> targets = targets();
    spotlight.resizeRelocate(0, 0, getWidth(), getHeight());
    spotlight.light(targets);
    card.compact(getHeight() < LOW);
    Bounds place = place(targets);
    card.resizeRelocate(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight());
    drawMark();
  }

  /** Returns a place for the card: if possible, one that no message covers. */
  private Bounds place(List<Bounds> targets) {
    List<Bounds> all = CARD_WIDTHS.stream().flatMap(this::places).toList();
    List<Bounds> messages = shown(".messages");
    List<Bounds> free =
        all.stream().filter(place -> messages.stream().noneMatch(place::intersects)).toList();
    return place(free, targets)
        .or(() -> place(all, targets))
        .or(() -> free.stream().findFirst())
        .orElse(all.getFirst());
  }

  /**
   * Returns the narrowest and first place that covers neither of two runs; or else neither the lane
   * that is pointed at, because its words belong to the target, nor the details of what is
   * selected; or else no target.
   */
  private Optional<Bounds> place(List<Bounds> places, List<Bounds> targets) {
    List<Bounds> most = joined(targets, details());
    return clear(places, runs())
        .or(() -> clear(places, joined(most, lane())))
        .or(() -> clear(places, most))
        .or(() -> clear(places, targets));
  }

  private static List<Bounds> joined(List<Bounds> some, List<Bounds> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Returns where the whole lane that the step points at is; nothing if two runs are shown. */
  private List<Bounds> lane() {
    Showing now = model.showing().get();
    return now == null || now.beside() != null || now.placement().lane() == null
        ? List.of()
        : lanes.of(now.placement().lane(), -1, -1).stream().map(this::sceneToLocal).toList();
  }

  /** Returns where the details of the selected event are; nothing if the step selects none. */
  private List<Bounds> details() {
    Showing now = model.showing().get();
    return now == null || now.placement().select() == null ? List.of() : shown(".inspector");
  }

  /** Returns where a part of the window is; nothing if it is not shown. */
  private List<Bounds> shown(String style) {
    return Stream.ofNullable(parts.computeIfAbsent(style, getScene()::lookup))
        .filter(part -> part.getScene() != null && isShown(part))
        .map(node -> sceneToLocal(node.localToScene(node.getLayoutBounds())))
        .toList();
  }

  private static Optional<Bounds> clear(List<Bounds> places, List<Bounds> of) {
    return of.isEmpty()
        ? Optional.empty()
        : places.stream().filter(place -> of.stream().noneMatch(place::intersects)).findFirst();
  }

  /** Returns where two runs are; nothing if only one is shown. */
  private List<Bounds> runs() {
    Showing now = model.showing().get();
    return now == null || now.beside() == null
        ? List.of()
        : Stream.of(0, 1)
            .flatMap(run -> stage.get().place(run, null, -1, -1).stream())
            .map(this::sceneToLocal)
            .toList();
  }

  /** Returns the places of a card of some width, the best one first. */
  private Stream<Bounds> places(double wanted) {
    double width = Math.min(wanted, getWidth() - 2 * GAP);
    double height = Math.min(card.prefHeight(width), getHeight() - 2 * GAP);
    double right = getWidth() - width - GAP;
    double bottom = getHeight() - height - GAP - GAP;
    double middle = (getWidth() - width) / 2;
    return Stream.of(bottom, getHeight() - height - GAP / 2, GAP * 5, GAP / 2)
        .flatMap(y -> Stream.of(right, middle, GAP).map(x -> box(x, y, width, height)));
  }

  private static Bounds box(double x, double y, double width, double height) {
    return new BoundingBox(x, y, width, height);
  }

  /** Returns where a time is, in the first run if there are two. */
  private Optional<Bounds> moment(Showing now, long nanos) {
    return now.beside() == null
        ? lanes.of(null, nanos, nanos)
        : stage.get().place(0, null, nanos, nanos);
  }

  private void drawMark() {
    Showing now = model.showing().get();
    boolean isMarking = now != null && now.isMarking();
    Long marked = now == null ? null : now.marked();
    long nanos = isMarking ? model.markNanos().get() : marked == null ? -1 : marked;
    Optional<Bounds> place =
        nanos < 0 || now == null ? Optional.empty() : moment(now, nanos).map(this::sceneToLocal);
    mark.setVisible(place.isPresent());
    place.ifPresent(
        it -> mark.resizeRelocate(it.getCenterX() - 1, it.getMinY(), 3, it.getHeight()));
  }
}
