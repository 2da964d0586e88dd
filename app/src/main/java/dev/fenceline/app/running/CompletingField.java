package dev.fenceline.app.running;

import java.util.List;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A field for a line that is taken with Enter, with what it may become below it: a click takes it
 * over, the Down key takes the first. What is wrong with a line is said in the same place.
 */
final class CompletingField extends VBox {
  private static final int OFFERED = 4;
  private static final double GAP = 6;
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final TextField field = new TextField();
  private final FlowPane offers = new FlowPane(GAP, 0);
  private final Label wrong = new Label();
  private final Button button;
  private final Function<String, List<String>> complete;
  private final Function<String, String> take;

  /**
   * Creates an empty field.
   *
   * @param id the ID of the text field
   * @param example what can be written
   * @param verb the label of the button
   * @param complete returns what a text may become
   * @param take takes a line and returns what is wrong with it, or an empty string
   */
  CompletingField(
      String id,
      String example,
      String verb,
      Function<String, List<String>> complete,
      Function<String, String> take) {
    super(GAP);
    this.complete = complete;
    this.take = take;
    getStyleClass().add("completing");
    button = new Button(verb);
    button.setId(id + "-take");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> take());
    field.setId(id);
    field.setPromptText(example);
    field.setAccessibleText(verb + ", for example " + example);
    field.setOnAction(_ -> take());
    field.textProperty().subscribe((_, _) -> changed());
    field.focusedProperty().subscribe((_, _) -> offer());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    HBox.setHgrow(field, Priority.ALWAYS);
    wrong.getStyleClass().add("bad-words");
    wrong.setWrapText(true);
    wrong.visibleProperty().bind(wrong.textProperty().isNotEmpty());
    wrong.managedProperty().bind(wrong.visibleProperty());
    getChildren().setAll(new HBox(GAP, field, button), wrong, offers);
  }

  private void pressed(KeyEvent event) {
    List<String> found = complete.apply(field.getText());
    if (event.getCode() == KeyCode.DOWN && !found.isEmpty()) {
      take(found.getFirst());
      event.consume();
    }
  }

  private void changed() {
    say("");
    offer();
  }

  private void say(String what) {
    wrong.setText(what);
    field.pseudoClassStateChanged(WRONG, !what.isEmpty());
    field.setAccessibleHelp(what);
  }

  /** Shows what the text may become while the user writes. */
  private void offer() {
    if (field.isFocused()) {
      offers
          .getChildren()
          .setAll(complete.apply(field.getText()).stream().limit(OFFERED).map(this::link).toList());
    }
  }

  private Hyperlink link(String line) {
    Hyperlink link = new Hyperlink(line);
    link.setFocusTraversable(false);
    link.setOnAction(_ -> take(line));
    return link;
  }

  /** Writes a line into the field. */
  private void take(String line) {
    field.requestFocus();
    field.setText(line);
    field.end();
  }

  private void take() {
    String problem = take.apply(field.getText());
    if (problem.isEmpty()) {
      field.clear();
    }
    say(problem);
  }

  /** Returns the button that takes the line. */
  Button button() {
    return button;
  }

  @Override
  public void requestFocus() {
    field.requestFocus();
  }
}
