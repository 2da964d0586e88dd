package dev.fenceline.app.feature;

import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.app.glossary.Term;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableStringValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tab;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
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
   * Shows the meanings of the terms that occur in the words of a cell. They are looked up when the
   * mouse comes to the cell: its words change with every scrolling.
   */
  public static void onCell(Labeled cell, ObservableValue<String> words) {
    Runnable renew =
        () -> cell.setTooltip(cell.isHover() ? meaningsOrNull(words.getValue()) : null);
    words.subscribe(_ -> renew.run());
    cell.hoverProperty().subscribe(_ -> renew.run());
  }

  private static @Nullable Tooltip meaningsOrNull(@Nullable String words) {
    String said = words == null ? "" : meanings(words);
    return said.isEmpty() ? null : tooltip(said);
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
