package dev.fenceline.app.events;

import dev.fenceline.timeline.FilterText;
import dev.fenceline.timeline.FilterValues;
import dev.fenceline.timeline.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;

/**
 * The filter of one column. It edits terms of the one filter of the session, so the find field and
 * the lanes show at once what is chosen here.
 */
final class ColumnFilterPane extends VBox {
  private static final double WIDTH = 260;
  private static final double LIST_HEIGHT = 190;
  private static final double GAP = 6;

  private final EventsViewModel events;
  private final VBox choices = new VBox(2);

  ColumnFilterPane(EventColumn column, EventsViewModel events, FilterSuggestions suggestions) {
    super(GAP);
    this.events = events;
    getStyleClass().add("column-filter-pane");
    setPrefWidth(WIDTH);
    switch (column) {
      case NUMBER -> sequences();
      case TIME -> {
        getChildren().add(field("From", "seconds, such as 12.5", "after"));
        getChildren().add(field("Before", "seconds, such as 14", "before"));
      }
      case LANE -> choices("lane", suggestions, FilterValues::lanes);
      case KIND -> choices("kind", suggestions, FilterValues::kinds);
      case WORDS -> getChildren().add(field("Says", "a word or a value", ""));
    }
    Label problem = new Label();
    problem.getStyleClass().add("column-filter-problem");
    problem.setWrapText(true);
    problem.textProperty().bind(events.problem());
    problem.managedProperty().bind(events.problem().isNotEmpty());
    Button clear = new Button("Clear this column");
    clear.setOnAction(_ -> {
      column.terms().forEach(term -> change(term, ""));
      getChildren().stream()
          .flatMap(node -> node.lookupAll(".text-field").stream())
          .forEach(node -> ((TextField) node).clear());
      choices.lookupAll(".check-box").forEach(node -> ((CheckBox) node).setSelected(false));
    });
    getChildren().addAll(problem, clear);
  }

  private void change(String term, String value) {
    events.filter().set(FilterText.with(events.filter().get(), term, value));
  }

  private HBox field(String name, String hint, String term) {
    TextField field = text(FilterText.value(events.filter().get(), term), hint);
    field.textProperty().subscribe((_, typed) -> change(term, typed.strip()));
    return line(name, field);
  }

  private static HBox line(String name, TextField field) {
    Label label = new Label(name);
    label.getStyleClass().add("column-filter-name");
    label.setMinWidth(48);
    field.setAccessibleText(name);
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox line = new HBox(GAP, label, field);
    line.getStyleClass().add("column-filter-line");
    return line;
  }

  private static TextField text(String value, String hint) {
    CustomTextField field = new CustomTextField();
    field.setText(value);
    field.setPromptText(hint);
    return field;
  }

  private void sequences() {
    String now = FilterText.value(events.filter().get(), "seq");
    int dots = now.indexOf("..");
    TextField from = text(dots < 0 ? now : now.substring(0, dots), "number of an event");
    TextField to = text(dots < 0 ? now : now.substring(dots + 2), "number of an event");
    Runnable changed =
        () -> {
          String first = from.getText().strip();
          String last = to.getText().strip();
          change("seq", first.isEmpty() && last.isEmpty() ? "" : first + ".." + last);
        };
    from.textProperty().subscribe((_, _) -> changed.run());
    to.textProperty().subscribe((_, _) -> changed.run());
    getChildren().addAll(line("From", from), line("To", to));
  }

  /** Gives a list of values from the session. */
  private interface Occurring {
    List<FilterValues.Value> of(FilterValues values);
  }

  private void choices(String term, FilterSuggestions suggestions, Occurring occurring) {
    CustomTextField narrow = new CustomTextField();
    narrow.setPromptText("Narrow the list");
    narrow.setAccessibleText("Narrow the list");
    ScrollPane scroll = new ScrollPane(choices);
    scroll.setFitToWidth(true);
    scroll.setPrefHeight(LIST_HEIGHT);
    scroll.setMinHeight(LIST_HEIGHT);
    Runnable fill =
        () -> fill(term, occurring.of(suggestions.values().get()), narrow.getText().strip());
    narrow.textProperty().subscribe(_ -> fill.run());
    suggestions.values().subscribe((_, _) -> fill.run());
    getChildren().addAll(narrow, scroll);
  }

  private void fill(String term, List<FilterValues.Value> values, String narrow) {
    Set<String> chosen =
        new LinkedHashSet<>(List.of(FilterText.value(events.filter().get(), term).split("\\|")));
    choices
        .getChildren()
        .setAll(
            values.stream()
                .filter(value -> value.text().contains(narrow))
                .map(value -> choice(term, value, chosen.contains(value.text())))
                .toList());
    if (choices.getChildren().isEmpty()) {
      String words = values.isEmpty() ? "Looking at the events\u2026" : "None contains this.";
      choices.getChildren().add(new Label(words));
    }
  }

  private HBox choice(String term, FilterValues.Value value, boolean isChosen) {
    CheckBox box = new CheckBox(value.text());
    box.setMnemonicParsing(false);
    box.setSelected(isChosen);
    box.setOnAction(_ -> choose(term, value.text(), box.isSelected()));
    box.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label count = new Label(Text.spaced(value.count()));
    count.getStyleClass().add("column-filter-count");
    count.setMinWidth(USE_PREF_SIZE);
    HBox line = new HBox(GAP, box, space, count);
    line.getStyleClass().add("column-filter-line");
    return line;
  }

  private void choose(String term, String value, boolean isChosen) {
    Set<String> chosen =
        new LinkedHashSet<>(List.of(FilterText.value(events.filter().get(), term).split("\\|")));
    chosen.remove("");
    if (isChosen) {
      chosen.add(value);
    } else {
      chosen.remove(value);
    }
    change(term, String.join("|", chosen));
  }
}
