package dev.fenceline.app.connect;

import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.scenario.Scenario;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The sheet for choosing a real target. */
final class ConnectView extends VBox {
  private static final double WIDTH = 620;
  private static final double PATHS_HEIGHT = 96;
  private static final double NUMBER_WIDTH = 92;
  private static final double INDENT = 24;

  private final ConnectViewModel model;
  private final TextField address = new TextField();

  /**
   * Creates the sheet.
   *
   * @param close closes the sheet
   */
  ConnectView(ConnectViewModel model, Runnable close) {
    super(14);
    this.model = model;
    getStyleClass().addAll("page-sheet", "connect");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setPrefWidth(WIDTH);
    Label title = new Label("Connect to a target");
    title.getStyleClass().add("heading");
    getChildren()
        .setAll(
            title,
            section("Address", find()),
            section("Paths", paths()),
            section("This host", host()),
            section("Run", scenario()),
            section("Blocks", blocks()),
            losses(),
            problem(),
            buttons(close));
    model.open();
  }

  @Override
  public void requestFocus() {
    address.requestFocus();
  }

  private static VBox section(String name, Node content) {
    Label label = new Label(name.toUpperCase(Locale.ROOT));
    label.getStyleClass().add("section-title");
    TermHover.onWords(label);
    return new VBox(6, label, content);
  }

  private HBox find() {
    address.textProperty().bindBidirectional(model.address());
    address.setId("connect-address");
    address.setAccessibleText("Address of a port of the target");
    address.setPromptText("HOST:PORT");
    address.setOnAction(_ -> model.discover());
    HBox.setHgrow(address, Priority.ALWAYS);
    Button discover = new Button("Discover");
    discover.setId("connect-discover");
    discover.setMinWidth(Region.USE_PREF_SIZE);
    discover.disableProperty().bind(model.busy());
    WhyDisabled.on(discover, "Waiting for the target");
    discover.setOnAction(_ -> model.discover());
    return new HBox(8, address, discover);
  }

  private ScrollPane paths() {
    VBox rows = new VBox(6);
    rows.getStyleClass().add("paths");
    ListChangeListener<TargetPath> show =
        change -> {
          while (change.next()) {
            if (change.wasAdded() || change.wasRemoved()) {
              list(rows);
            }
          }
        };
    model.paths().addListener(show);
    list(rows);
    ScrollPane pane = new ScrollPane(rows);
    pane.setFitToWidth(true);
    pane.setMinHeight(PATHS_HEIGHT);
    pane.setPrefHeight(PATHS_HEIGHT);
    pane.setFocusTraversable(false);
    return pane;
  }

  private void list(VBox rows) {
    rows.getChildren().clear();
    if (model.paths().isEmpty()) {
      Label none = new Label("Discover lists the subsystems of a target and the paths to them.");
      none.getStyleClass().add("muted");
      rows.getChildren().add(none);
      return;
    }
    model.paths().stream()
        .map(TargetPath::subsystemNqn)
        .distinct()
        .forEach(nqn -> {
          Label name = new Label(nqn);
          name.getStyleClass().add("strong");
          rows.getChildren().add(name);
          model.paths().stream()
              .filter(path -> path.subsystemNqn().equals(nqn))
              .forEach(path -> rows.getChildren().add(row(path)));
        });
  }

  private static CheckBox row(TargetPath path) {
    CheckBox box = new CheckBox(path.words());
    box.selectedProperty().bindBidirectional(path.chosen());
    return box;
  }

  private Label host() {
    Label label = new Label();
    label.textProperty().bind(model.host());
    label.getStyleClass().addAll("mono", "muted");
    label.setMinHeight(34);
    return label;
  }

  private VBox scenario() {
    ComboBox<Scenario> choice = new ComboBox<>();
    choice.setId("connect-scenario");
    choice.getItems().setAll(model.scenarios());
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Scenario scenario) {
            return scenario == null ? "" : scenario.title();
          }

          @Override
          public @Nullable Scenario fromString(String title) {
            return null;
          }
        });
    choice.valueProperty().bindBidirectional(model.scenario());
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setAccessibleText("Scenario");
    Label summary = wrapped();
    summary.textProperty().bind(model.scenario().map(Scenario::summary));
    summary.getStyleClass().add("muted");
    return new VBox(6, choice, summary);
  }

  private VBox blocks() {
    ToggleGroup access = new ToggleGroup();
    RadioButton reads = new RadioButton("Read only: nothing on the target changes");
    RadioButton writes = new RadioButton("Write and verify these blocks:");
    writes.setId("connect-writes");
    reads.setToggleGroup(access);
    writes.setToggleGroup(access);
    reads.setSelected(!model.writes().get());
    writes.selectedProperty().bindBidirectional(model.writes());
    ObservableBooleanValue not = Bindings.not(model.writes());
    Button inspect = new Button("Check these blocks");
    inspect.setId("connect-inspect");
    inspect.setMinWidth(Region.USE_PREF_SIZE);
    inspect.setOnAction(_ -> model.inspect());
    inspect.disableProperty().bind(Bindings.or(not, model.busy()));
    WhyDisabled.on(
        inspect,
        model
            .writes()
            .map(isOn -> isOn ? "Waiting for the target" : "Only a run that writes needs this"));
    HBox area =
        new HBox(
            8,
            word("Namespace"),
            number("connect-nsid", "Namespace", model.nsid(), not, 56),
            word("LBA"),
            number("connect-first", "First LBA", model.firstLba(), not, NUMBER_WIDTH),
            word("to"),
            number("connect-last", "Last LBA", model.lastLba(), not, NUMBER_WIDTH),
            inspect);
    area.setAlignment(Pos.CENTER_LEFT);
    area.setPadding(new Insets(0, 0, 0, INDENT));
    return new VBox(8, reads, writes, area);
  }

  private static Label word(String text) {
    Label label = new Label(text);
    label.setMinWidth(Region.USE_PREF_SIZE);
    TermHover.onWords(label);
    return label;
  }

  private static TextField number(
      String id, String name, StringProperty text, ObservableBooleanValue disabled, double width) {
    TextField field = new TextField();
    field.setId(id);
    field.setAccessibleText(name);
    field.textProperty().bindBidirectional(text);
    field.disableProperty().bind(disabled);
    field.setPrefWidth(width);
    field.setMinWidth(width);
    return field;
  }

  private VBox losses() {
    Label words = wrapped();
    words.textProperty().bind(model.losses());
    CheckBox agreed = new CheckBox("Overwrite the data in these blocks");
    agreed.setId("connect-agreed");
    agreed.selectedProperty().bindBidirectional(model.confirmed());
    VBox box = new VBox(8, words, agreed);
    box.getStyleClass().add("losses");
    shownWhile(
        box, Bindings.createBooleanBinding(() -> !model.losses().get().isEmpty(), model.losses()));
    return box;
  }

  private Label problem() {
    Label words = wrapped();
    words.getStyleClass().add("problem-words");
    words.textProperty().bind(model.problem());
    shownWhile(
        words,
        Bindings.createBooleanBinding(() -> !model.problem().get().isEmpty(), model.problem()));
    return words;
  }

  private HBox buttons(Runnable close) {
    Label waiting = new Label("Contacting the target\u2026");
    waiting.getStyleClass().add("muted");
    waiting.visibleProperty().bind(model.busy());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button cancel = new Button("Cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(_ -> close.run());
    Button run = new Button("Run");
    run.setId("connect-run");
    run.setDefaultButton(false);
    run.getStyleClass().add("primary");
    run.disableProperty().bind(model.whyNoRun().map(reason -> !reason.isEmpty()));
    WhyDisabled.on(run, model.whyNoRun());
    run.setOnAction(_ -> model.run(close));
    HBox buttons = new HBox(8, waiting, gap, cancel, run);
    buttons.setAlignment(Pos.CENTER_LEFT);
    return buttons;
  }

  private static Label wrapped() {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(WIDTH - 48);
    return label;
  }

  private static void shownWhile(Node node, ObservableBooleanValue condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }
}
