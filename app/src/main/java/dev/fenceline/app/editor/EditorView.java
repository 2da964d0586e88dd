package dev.fenceline.app.editor;

import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioProblems;
import dev.fenceline.scenario.setting.SettingTable;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The page of the scenario editor. */
final class EditorView extends BorderPane {
  private static final double GAP = 10;
  private static final double PROBLEMS_WIDTH = 270;

  private final EditorViewModel model;
  private final SettingsForm form;
  private final FaultLine faults;
  private final MenuButton shipped = new MenuButton("Open shipped");
  private final VBox problems = new VBox(GAP / 2);

  /** What the page asks the window for. */
  record Buttons(Runnable open, Runnable save, Runnable close) {}

  EditorView(EditorViewModel model, Buttons buttons) {
    this.model = model;
    form = new SettingsForm(model);
    faults = new FaultLine(model);
    getStyleClass().add("editor");
    setTop(head(buttons));
    VBox all = new VBox(GAP, faultHead(), faults, form);
    all.getStyleClass().add("editor-body");
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    setCenter(scroll);
    problems.getStyleClass().add("editor-problems");
    problems.setId("editor-problems");
    problems.setPrefWidth(PROBLEMS_WIDTH);
    setRight(problems);
    model.shape().subscribe(_ -> form.fill(SettingTable.of(Scenario.class)));
    model
        .scenario()
        .subscribe(scenario -> {
          if (scenario != null) {
            faults.show(scenario);
          }
        });
    model.problems().addListener((InvalidationListener) _ -> list());
    model.changes().subscribe(_ -> list());
  }

  @Override
  public void requestFocus() {
    shipped.requestFocus();
  }

  private HBox head(Buttons buttons) {
    Label title = new Label("Scenario editor");
    title.getStyleClass().add("heading");
    title.setMinWidth(Region.USE_PREF_SIZE);
    Label state = new Label();
    state.getStyleClass().add("muted");
    state.textProperty().bind(model.source());
    state.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(state, Priority.ALWAYS);
    for (Scenario scenario : EditorViewModel.shipped()) {
      MenuItem item = new MenuItem(scenario.title());
      item.setOnAction(_ -> model.edit(scenario));
      shipped.getItems().add(item);
    }
    Button run = button("Run", model::run);
    run.setId("editor-run");
    Button save = button("Save\u2026", buttons.save());
    for (Button each : List.of(run, save)) {
      each.disableProperty().bind(Bindings.not(model.isRight()));
      WhyDisabled.on(each, "Something in the scenario is wrong, as listed under Problems");
    }
    Button undo = button("Undo", model::undo);
    undo.setId("editor-undo");
    undo.disableProperty().bind(model.undoable().not());
    WhyDisabled.on(undo, "There is nothing to undo");
    shipped.setMinWidth(Region.USE_PREF_SIZE);
    HBox head =
        new HBox(
            GAP,
            title,
            state,
            undo,
            shipped,
            button("Open file\u2026", buttons.open()),
            save,
            run,
            button("Close", buttons.close()));
    head.getStyleClass().add("editor-head");
    return head;
  }

  private static Button button(String words, Runnable effect) {
    Button button = new Button(words);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> effect.run());
    return button;
  }

  private HBox faultHead() {
    Label title = new Label("FAULTS ON THE TIME LINE");
    title.getStyleClass().add("section-title");
    Label words =
        new Label(
            "Drag a bar or its end, or use the arrow keys; Delete removes it. A thin line is how"
                + " much later a fault may begin.");
    words.getStyleClass().add("muted");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    VBox texts = new VBox(title, words);
    HBox.setHgrow(texts, Priority.ALWAYS);
    MenuButton add = new MenuButton("Add fault");
    add.setId("editor-add-fault");
    add.setMinWidth(Region.USE_PREF_SIZE);
    SettingTable.members(Fault.class)
        .forEach((word, table) -> {
          MenuItem item = new MenuItem(word + ": " + table.about());
          item.setOnAction(_ -> model.addFault(word));
          add.getItems().add(item);
        });
    HBox head = new HBox(GAP, texts, add);
    head.getStyleClass().add("editor-faults");
    return head;
  }

  private void list() {
    Label title = new Label("PROBLEMS");
    title.getStyleClass().add("section-title");
    problems.getChildren().setAll(title);
    if (model.problems().isEmpty()) {
      Label none = new Label("None: the scenario can run.");
      none.setWrapText(true);
      problems.getChildren().add(none);
    }
    model.problems().forEach(each -> problems.getChildren().add(row(each)));
    form.mark(model.problems().stream().map(ScenarioProblems.Problem::place).toList());
  }

  private Node row(ScenarioProblems.Problem problem) {
    Hyperlink place =
        new Hyperlink(problem.place().isEmpty() ? "The whole scenario" : problem.place());
    place.setOnAction(_ -> form.show(problem.place()));
    Label text = new Label(problem.text());
    text.getStyleClass().add("bad-words");
    text.setWrapText(true);
    return new VBox(place, text);
  }
}
