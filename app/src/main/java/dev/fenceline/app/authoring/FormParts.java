package dev.fenceline.app.authoring;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The parts of which the page is made. */
final class FormParts {
  private FormParts() {}

  static Button button(String words, String id, Runnable effect) {
    Button button = new Button(words);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> effect.run());
    return button;
  }

  static VBox named(String words, Node field) {
    field.setAccessibleText(words);
    return new VBox(2, caption(words), field);
  }

  static Label caption(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("field-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  static TextField field(StringProperty of, String id) {
    TextField field = new TextField();
    field.textProperty().bindBidirectional(of);
    field.setId(id);
    return field;
  }
}
