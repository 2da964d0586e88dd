package dev.fenceline.app.feature;

import dev.fenceline.app.action.UserAction;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuItem;

/** Ties controls to actions: they perform the action, and are disabled, with a reason, with it. */
public final class ActionControl {
  private ActionControl() {}

  /** Ties a button to an action. Its tooltip says what the action does, and with which key. */
  public static void tie(ButtonBase button, UserAction action) {
    String words = action.words() + action.keyWords().map(key -> "   " + key).orElse("");
    button.setId(action.id());
    button.setOnAction(_ -> action.perform());
    button.setTooltip(Tip.of(words));
    button.disableProperty().bind(Bindings.not(action.enabled()));
    WhyDisabled.on(
        button, action.whyNot().map(reason -> reason.isEmpty() ? "" : words + "\n" + reason));
  }

  /** Ties the item of a menu to an action. */
  public static void tie(MenuItem item, UserAction action) {
    item.setOnAction(_ -> action.perform());
    item.disableProperty().bind(Bindings.not(action.enabled()));
    WhyDisabled.on(item, action.whyNot());
  }
}
