package dev.fenceline.app.feature;

import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.app.glossary.Term;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tab;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/** Shows what a term means while the mouse rests on something that names it. */
public final class TermHover {
  private static final double WIDTH = 340;
  private static final Duration AFTER = Duration.millis(400);
  private static final Duration STAY = Duration.seconds(20);

  private TermHover() {}

  /**
   * Shows the meaning of a term on a node.
   *
   * @throws IllegalArgumentException if the glossary has no such term
   */
  public static void on(Node node, String term) {
    Tooltip.install(node, tooltip(Glossary.shipped().get(term)));
  }

  /**
   * Shows the meaning of a term on a tab.
   *
   * @throws IllegalArgumentException if the glossary has no such term
   */
  public static void on(Tab tab, String term) {
    tab.setTooltip(tooltip(Glossary.shipped().get(term)));
  }

  /** Shows the meaning of the text of a label, now and when it changes, if the text is a term. */
  public static void onText(Labeled label) {
    label
        .textProperty()
        .subscribe(text ->
            label.setTooltip(
                text == null
                    ? null
                    : Glossary.shipped().find(text).map(TermHover::tooltip).orElse(null)));
  }

  /** Shows the meaning of the title of a column on its header, if the title is a term. */
  public static void onHead(TableColumn<?, ?> column) {
    Glossary.shipped()
        .find(column.getText())
        .ifPresent(term -> {
          Label head = new Label(column.getText());
          head.getStyleClass().add("column-term");
          head.setTooltip(tooltip(term));
          column.setText("");
          column.setGraphic(head);
        });
  }

  private static Tooltip tooltip(Term term) {
    Tooltip tooltip = Tip.wrapped(term.text(), WIDTH);
    tooltip.setShowDelay(AFTER);
    tooltip.setShowDuration(STAY);
    return tooltip;
  }
}
