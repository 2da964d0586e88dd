package dev.fenceline.app.feature;

import java.util.Objects;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says why a control or the item of a menu is disabled, while the mouse rests on it. What is
 * disabled gets no events of the mouse and shows no tooltip of its own, so its scene watches the
 * mouse.
 */
public final class WhyDisabled {
  private static final Duration AFTER = Duration.millis(400);
  private static final double WIDTH = 340;
  private static final double BESIDE = 12;
  private static final double BELOW = 18;

  private final Tooltip tip = Tip.wrapped("", WIDTH);
  private final PauseTransition rest = new PauseTransition(AFTER);
  private @Nullable Node over;
  private double x;
  private double y;

  private WhyDisabled() {
    rest.setOnFinished(_ -> show());
  }

  /**
   * Gives a control the reason why it is disabled. Screen readers say it, too.
   *
   * @param reason the reason; empty while the control is enabled
   */
  public static void on(Node node, ObservableValue<String> reason) {
    node.getProperties().put(WhyDisabled.class, reason);
    node.accessibleHelpProperty().bind(reason);
  }

  /** Gives a control the reason why it is disabled whenever it is. Screen readers say it, too. */
  public static void on(Node node, String reason) {
    on(node, node.disabledProperty().map(isDisabled -> isDisabled ? reason : ""));
  }

  /**
   * Gives the item of a menu the reason why it is disabled.
   *
   * @param reason the reason; empty while the item is enabled
   */
  public static void on(MenuItem item, ObservableValue<String> reason) {
    item.getProperties().put(WhyDisabled.class, reason);
    item.parentPopupProperty()
        .subscribe(menu -> {
          if (menu != null) {
            watch(menu.getScene());
          }
        });
  }

  /** Says the reasons of what is disabled in a scene. */
  public static void watch(Scene scene) {
    if (scene.getProperties().putIfAbsent(WhyDisabled.class, true) == null) {
      WhyDisabled watcher = new WhyDisabled();
      scene.addEventFilter(MouseEvent.MOUSE_MOVED, watcher::moved);
      scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> watcher.come(null));
      scene.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> watcher.come(null));
    }
  }

  private void moved(MouseEvent event) {
    x = event.getScreenX();
    y = event.getScreenY();
    Node under = event.getPickResult().getIntersectedNode();
    come(under == null ? null : explained(under, event.getSceneX(), event.getSceneY()));
  }

  /** Returns what is disabled with a reason at a place within a node; null if nothing is. */
  private static @Nullable Node explained(Node node, double sceneX, double sceneY) {
    if (!node.isVisible() || !node.contains(node.sceneToLocal(sceneX, sceneY))) {
      return null;
    }
    if (reason(node).isPresent()) {
      return node;
    }
    return node instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .map(child -> explained(child, sceneX, sceneY))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null)
        : null;
  }

  private void come(@Nullable Node node) {
    if (!Objects.equals(over, node)) {
      over = node;
      tip.hide();
      rest.stop();
      if (node != null) {
        rest.playFromStart();
      }
    }
  }

  private void show() {
    Node node = over;
    if (node != null && node.getScene() != null) {
      reason(node)
          .ifPresent(words -> {
            tip.setText(words);
            tip.show(node.getScene().getWindow(), x + BESIDE, y + BELOW);
          });
    }
  }

  /** Returns why a node is disabled, if it has a reason. */
  private static Optional<String> reason(Node node) {
    return Optional.ofNullable(node.getProperties().get(WhyDisabled.class))
        .or(() -> ofItem(node))
        .filter(it -> it instanceof ObservableValue<?>)
        .map(it -> String.valueOf(((ObservableValue<?>) it).getValue()))
        .filter(words -> !words.isEmpty());
  }

  private static Optional<Object> ofItem(Node node) {
    return node.getScene() != null && node.getScene().getWindow() instanceof ContextMenu menu
        ? menu.getItems().stream()
            .filter(item -> node.equals(item.getStyleableNode()))
            .map(item -> item.getProperties().get(WhyDisabled.class))
            .findFirst()
        : Optional.empty();
  }
}
