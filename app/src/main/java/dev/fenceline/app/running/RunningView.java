package dev.fenceline.app.running;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.ActionControl;
import dev.fenceline.app.feature.Tip;
import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.lab.Breakpoint;
import javafx.animation.AnimationTimer;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the run in progress does, with what lets it go on; the breakpoints; and forks. */
final class RunningView extends BorderPane {
  private static final double GAP = 8;
  private static final double COLUMN_GAP = 16;
  private static final double HALF = 50;
  private static final int OFFERED = 4;

  private final RunningViewModel model;
  private final VBox points = new VBox();
  private final CompletingField fork;

  /** Creates the view. The actions of the feature must be registered. */
  RunningView(RunningViewModel model, ForkViewModel forks, ActionRegistry actions) {
    this.model = model;
    getStyleClass().add("running");
    fork =
        new CompletingField(
            "fork-change",
            "fault path A reset",
            "Fork",
            typed -> forks.complete(typed, OFFERED),
            forks::fork);
    fork.button().disableProperty().bind(forks.whyNot().map(reason -> !reason.isEmpty()));
    WhyDisabled.on(fork.button(), forks.whyNot());
    GridPane columns = new GridPane(COLUMN_GAP, 0);
    for (Node column : new Node[] {breakpoints(), forks(forks)}) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(HALF);
      columns.getColumnConstraints().add(half);
      columns.addRow(0, column);
    }
    columns.getStyleClass().add("running-columns");
    ScrollPane scroll = new ScrollPane(columns);
    scroll.setFitToWidth(true);
    setTop(head(actions));
    setCenter(scroll);
    AnimationTimer watcher =
        new AnimationTimer() {
          @Override
          public void handle(long nowNanos) {
            model.tick(nowNanos);
          }
        };
    model
        .live()
        .subscribe(live -> {
          if (live == null) {
            watcher.stop();
          } else {
            watcher.start();
          }
        });
  }

  private VBox head(ActionRegistry actions) {
    Label words = new Label();
    words.getStyleClass().add("running-words");
    words.setWrapText(true);
    words.setId("running-words");
    words.textProperty().bind(model.words());
    Button begin = button(actions.get("run.control.begin"), "Run step by step");
    Button pause = button(actions.get("run.control.pause"), "Pause");
    pause.textProperty().bind(model.standing().map(still -> still ? "Go on" : "Pause"));
    FlowPane buttons =
        new FlowPane(
            GAP,
            GAP,
            begin,
            pause,
            button(actions.get("run.control.step"), "Next event"),
            button(actions.get("run.control.change"), "Next state change"),
            follow(actions.get("run.control.follow")),
            pace());
    model
        .live()
        .subscribe(live -> {
          for (Node each : buttons.getChildren()) {
            boolean isForNoRun = begin.equals(each);
            boolean isAlways = each instanceof ComboBox;
            each.setVisible(isAlways || isForNoRun == (live == null));
            each.setManaged(each.isVisible());
          }
        });
    VBox head = new VBox(GAP, buttons, words);
    head.getStyleClass().add("running-head");
    return head;
  }

  private static Button button(UserAction action, String words) {
    Button button = new Button(words);
    button.setMinWidth(Region.USE_PREF_SIZE);
    ActionControl.tie(button, action);
    return button;
  }

  private ToggleButton follow(UserAction action) {
    ToggleButton button = new ToggleButton("Follow");
    button.setMinWidth(Region.USE_PREF_SIZE);
    ActionControl.tie(button, action);
    model.runs().follow().subscribe(button::setSelected);
    button.setOnAction(_ -> {
      button.setSelected(model.runs().follow().get());
      action.perform();
    });
    return button;
  }

  private ComboBox<Pace> pace() {
    ComboBox<Pace> choice = new ComboBox<>();
    choice.getItems().setAll(Pace.values());
    choice.valueProperty().bindBidirectional(model.pace());
    choice.setId("running-pace");
    choice.setAccessibleText("How fast virtual time passes");
    choice.setTooltip(Tip.of("How fast virtual time passes"));
    return choice;
  }

  private VBox breakpoints() {
    CompletingField field =
        new CompletingField(
            "breakpoint",
            "nvme4 enters LIVE",
            "Add",
            typed -> model.complete(typed, OFFERED),
            model::add);
    points.setId("breakpoints");
    model.breakpoints().addListener((InvalidationListener) _ -> fill());
    fill();
    return column("BREAKPOINTS", field, points);
  }

  private void fill() {
    points.getChildren().setAll(model.breakpoints().stream().map(this::row).toList());
    if (points.getChildren().isEmpty()) {
      points
          .getChildren()
          .setAll(
              muted(
                  "None. Write a state such as nvme4 enters FENCING, a time such as at 12.5 s, or"
                      + " when and what the find field takes."));
    }
  }

  private HBox row(Breakpoint point) {
    Label text = new Label(point.text());
    text.getStyleClass().add("mono");
    text.setMaxWidth(Double.MAX_VALUE);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    Button remove = new Button("Remove");
    remove.getStyleClass().add("flat");
    remove.setAccessibleText("Remove breakpoint " + point.text());
    remove.setMinWidth(Region.USE_PREF_SIZE);
    remove.setOnAction(_ -> model.breakpoints().remove(point));
    HBox row = new HBox(GAP, text, remove);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private VBox forks(ForkViewModel forks) {
    Label words = muted("");
    words.textProperty().bind(forks.words());
    return column("FORK FROM HERE", fork, words);
  }

  private static VBox column(String title, Node field, Node below) {
    Label heading = new Label(title);
    heading.getStyleClass().add("section-title");
    VBox column = new VBox(GAP, heading, field, below);
    column.setMinWidth(0);
    return column;
  }

  private static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    return label;
  }

  /** Puts the focus where the user writes what is different in a fork. */
  void writeFork() {
    fork.requestFocus();
  }
}
