package dev.fenceline.app.feature;

import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.app.glossary.Term;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tab;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Shows what a term means while the mouse rests on something that names it. */
public final class TermHover {
  private static final double WIDTH = 340;
  private static final Duration AFTER = Duration.millis(400);
  private static final Duration STAY = Duration.seconds(20);

  /** The largest number of terms of a sentence that are explained, the first ones. */
  private static final int TERMS_MAX = 5;

  private static final Collector<CharSequence, ?, String> BETWEEN = Collectors.joining("\n\n");

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
    onText(label, label.textProperty());
  }

  /**
   * Shows the meaning of a text on a label, now and when it changes, if the text is a term. The
   * tooltip is made when the mouse comes to the label.
   */
  public static void onText(Labeled label, ObservableStringValue text) {
    Runnable renew = () -> label.setTooltip(label.isHover() ? tooltipOrNull(text.get()) : null);
    text.subscribe(_ -> renew.run());
    label.hoverProperty().subscribe(_ -> renew.run());
  }

  private static @Nullable Tooltip tooltipOrNull(@Nullable String text) {
    return text == null ? null : Glossary.shipped().find(text).map(TermHover::tooltip).orElse(null);
  }

  /**
   * Shows the meanings of the terms that occur in the text of a label, now and when it changes.
   *
   * @param before what else the hover says, before the meanings; empty for nothing
   */
  public static void onWords(Labeled label, String before) {
    label
        .textProperty()
        .subscribe(words -> {
          String said = meanings(words == null ? "" : words);
          String all = Stream.of(before, said).filter(it -> !it.isEmpty()).collect(BETWEEN);
          label.setTooltip(all.isEmpty() ? null : tooltip(all));
        });
  }

  /** Does the same without anything else. */
  public static void onWords(Labeled label) {
    onWords(label, "");
  }

  /**
   * Shows the meaning of the word that the mouse rests on, in a line or a cell of many words, if
   * that word is a term.
   */
  public static void onWord(Labeled line) {
    // A filter, so that the tooltip is there when the toolkit looks for it.
    line.addEventFilter(MouseEvent.MOUSE_MOVED, mouse -> tell(line, under(line, mouse)));
    line.addEventFilter(MouseEvent.MOUSE_EXITED, _ -> tell(line, Optional.empty()));
    line.textProperty().subscribe(_ -> tell(line, Optional.empty()));
  }

  private static void tell(Labeled line, Optional<Term> term) {
    String words = term.map(Term::text).orElse("");
    Tooltip told = line.getTooltip();
    if (!words.equals(told == null ? "" : told.getText())) {
      line.setTooltip(words.isEmpty() ? null : tooltip(words));
    }
  }

  private static Optional<Term> under(Labeled line, MouseEvent mouse) {
    if (!(line.lookup(".text") instanceof Text text)) {
      return Optional.empty();
    }
    Point2D place = text.sceneToLocal(mouse.getSceneX(), mouse.getSceneY());
    return text.getLayoutBounds().contains(place)
        ? Glossary.shipped().at(text.getText(), text.hitTest(place).getCharIndex())
        : Optional.empty();
  }

  private static String meanings(String words) {
    return Glossary.shipped().occurring(words).stream()
        .limit(TERMS_MAX)
        .map(Term::text)
        .collect(BETWEEN);
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
    return tooltip(term.text());
  }

  private static Tooltip tooltip(String text) {
    Tooltip tooltip = Tip.wrapped(text, WIDTH);
    tooltip.setShowDelay(AFTER);
    tooltip.setShowDuration(STAY);
    return tooltip;
  }
}
