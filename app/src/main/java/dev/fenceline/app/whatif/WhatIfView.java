package dev.fenceline.app.whatif;

import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.timeline.recovery.Comparison;
import dev.fenceline.timeline.recovery.Comparison.Row;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The settings with their sliders, and beside them what differs from the first run. */
final class WhatIfView extends BorderPane {
  private static final double GAP = 12;
  private static final double ROW_GAP = 4;
  private static final double RESULT_WIDTH = 330;
  private static final double RESULT_SHARE = 0.36;

  /** The widths of the columns of the result, in percent. */
  private static final List<Integer> COLUMN_SHARES = List.of(38, 31, 31);

  private static final int ALL = GridPane.REMAINING;
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private static final int AT_ONCE = 4;

  private final WhatIfViewModel model;
  private final ObservableBooleanValue shown;
  private int fillings;
  private final FlowPane settings = new FlowPane(GAP, GAP);
  private final GridPane result = new GridPane(GAP, ROW_GAP);

  /**
   * Creates the view.
   *
   * @param shown whether the view is shown
   * @param save asks for a file and writes the changed scenario to it
   */
  WhatIfView(WhatIfViewModel model, ObservableBooleanValue shown, Runnable save) {
    this.model = model;
    this.shown = shown;
    getStyleClass().add("what-if");
    settings.getStyleClass().add("settings");
    ScrollPane scroll = new ScrollPane(settings);
    scroll.setFitToWidth(true);
    ScrollPane beside = new ScrollPane(result);
    beside.setFitToWidth(true);
    beside
        .prefWidthProperty()
        .bind(widthProperty().map(all -> Math.min(RESULT_WIDTH, RESULT_SHARE * all.doubleValue())));
    beside.setMinWidth(0);
    result.getStyleClass().add("what-if-result");
    result.visibleProperty().bind(Bindings.isNotEmpty(model.settings()));
    for (int share : COLUMN_SHARES) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(share);
      result.getColumnConstraints().add(column);
    }
    setTop(head(save));
    setCenter(scroll);
    setRight(beside);
    model.settings().addListener((InvalidationListener) _ -> fill());
    shown.subscribe(_ -> fill());
    model.comparison().subscribe(this::show);
  }

  private HBox head(Runnable save) {
    Label words = new Label();
    words.getStyleClass().addAll("muted", "what-if-words");
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    words.textProperty().bind(model.words());
    model.wrong().subscribe(wrong -> words.pseudoClassStateChanged(WRONG, wrong));
    HBox.setHgrow(words, Priority.ALWAYS);
    Button reset = new Button("Reset");
    reset.setOnAction(_ -> model.reset());
    reset.disableProperty().bind(model.changed().not());
    WhyDisabled.on(reset, model.whyNoReset());
    Button keep = new Button("Save scenario\u2026");
    keep.setOnAction(_ -> save.run());
    keep.disableProperty().bind(model.whyNoSave().map(reason -> !reason.isEmpty()));
    WhyDisabled.on(keep, model.whyNoSave());
    for (Button button : List.of(reset, keep)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    HBox head = new HBox(GAP, words, reset, keep);
    head.getStyleClass().add("filter-strip");
    return head;
  }

  /** Shows the settings once the view is shown, because their controls take long to make. */
  private void fill() {
    settings.getChildren().clear();
    fillings++;
    addSome(shown.get() ? List.copyOf(model.settings()) : List.of(), 0, fillings);
  }

  /** Adds a few settings at a time, so that the window answers in between. */
  private void addSome(List<ChangedSetting> all, int from, int filling) {
    if (filling != fillings || from >= all.size()) {
      return;
    }
    int to = Math.min(all.size(), from + AT_ONCE);
    all.subList(from, to).forEach(setting -> settings.getChildren().add(new SettingPane(setting)));
    Platform.runLater(() -> addSome(all, to, filling));
  }

  /** Shows the rows that differ; all rows are on the page that compares sessions. */
  private void show(@Nullable Comparison comparison) {
    result.getChildren().clear();
    if (comparison == null) {
      result.add(muted("What a change makes different is listed here."), 0, 0, ALL, 1);
      return;
    }
    List<Row> rows = comparison.rows().stream().filter(Row::differs).toList();
    if (rows.isEmpty()) {
      result.add(muted("Verdict, times and counts are as before."), 0, 0, ALL, 1);
      return;
    }
    for (int column = 0; column < comparison.titles().size(); column++) {
      result.add(muted(comparison.titles().get(column)), column + 1, 0);
    }
    int line = 1;
    for (Row row : rows) {
      result.add(muted(row.name()), 0, line);
      for (int column = 0; column < row.values().size(); column++) {
        Label value = new Label(row.values().get(column));
        value.setWrapText(true);
        value.getStyleClass().add(styleOf(row.values().get(column)));
        result.add(value, column + 1, line);
      }
      line++;
    }
  }

  private static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    return label;
  }

  private static String styleOf(String value) {
    return value.startsWith("corrupt") ? "bad" : value.equals("intact") ? "good" : "strong";
  }
}
