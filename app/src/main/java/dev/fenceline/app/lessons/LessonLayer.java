package dev.fenceline.app.lessons;

import dev.fenceline.app.feature.LanePlaces;
import dev.fenceline.lesson.Placement;
import dev.fenceline.lesson.Placement.Stretch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A layer above the window: the spotlight on what a step points at, and the card of the step. */
final class LessonLayer extends Pane {
  private static final double CARD_WIDTH = 460;
  private static final double GAP = 18;

  private final LessonsViewModel model;
  private final LanePlaces lanes;
  private final Spotlight spotlight = new Spotlight();
  private final Region mark = new Region();
  private final LessonCard card;

  LessonLayer(LessonsViewModel model, LanePlaces lanes) {
    this.model = model;
    this.lanes = lanes;
    card = new LessonCard(model);
    mark.getStyleClass().add("lesson-mark");
    mark.setMouseTransparent(true);
    getChildren().setAll(spotlight, mark, card);
    getChildren().forEach(part -> part.setManaged(false));
    setPickOnBounds(false);
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long nowNanos) {
            model.tick(nowNanos);
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

  /** Returns where the target of the step is; empty if it has none or it is not visible. */
  Optional<Bounds> target() {
    Showing now = model.showing().get();
    if (now == null) {
      return Optional.empty();
    }
    Placement placement = now.placement();
    String control = placement.control();
    if (control != null) {
      return control(control);
    }
    Stretch points = placement.points();
    if (points == null) {
      return placement.lane() == null
          ? Optional.empty()
          : lanes.of(placement.lane(), -1, -1).map(this::sceneToLocal);
    }
    return lanes.of(placement.lane(), points.fromNanos(), points.toNanos()).map(this::sceneToLocal);
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
    Bounds target = target().orElse(null);
    spotlight.resizeRelocate(0, 0, getWidth(), getHeight());
    spotlight.light(target);
    double width = Math.min(CARD_WIDTH, getWidth() - 2 * GAP);
    double height = Math.min(card.prefHeight(width), getHeight() - 2 * GAP);
    Bounds place = place(width, height, target);
    card.resizeRelocate(place.getMinX(), place.getMinY(), width, height);
    drawMark();
  }

  /** Returns a place for the card, the first one of these that does not cover the target. */
  private Bounds place(double width, double height, @Nullable Bounds target) {
    double right = getWidth() - width - GAP;
    double bottom = getHeight() - height - GAP - GAP;
    double middle = (getWidth() - width) / 2;
    Showing showing = model.showing().get();
    // The details of a selected event are on the right side, so the card stays off them.
    boolean isRightInUse = showing != null && showing.placement().select() != null;
    double first = isRightInUse ? middle : right;
    double second = isRightInUse ? GAP : middle;
    double top = GAP * 5;
    List<Bounds> places =
        Stream.of(bottom, top)
            .flatMap(y ->
                Stream.of(first, second, GAP, middle, right).map(x -> box(x, y, width, height)))
            .toList();
    return places.stream()
        .filter(place -> target == null || !place.intersects(target))
        .findFirst()
        .orElse(places.getFirst());
  }

  private static Bounds box(double x, double y, double width, double height) {
    return new BoundingBox(x, y, width, height);
  }

  private void drawMark() {
    Showing now = model.showing().get();
    boolean isMarking =
        now != null && now.phase() == Showing.Phase.ASKING && now.placement().mark() != null;
    Long marked = now == null ? null : now.marked();
    long nanos = isMarking ? model.markNanos().get() : marked == null ? -1 : marked;
    Optional<Bounds> place =
        nanos < 0 ? Optional.empty() : lanes.of(null, nanos, nanos).map(this::sceneToLocal);
    mark.setVisible(place.isPresent());
    place.ifPresent(
        it -> mark.resizeRelocate(it.getCenterX() - 1, it.getMinY(), 3, it.getHeight()));
  }
}
