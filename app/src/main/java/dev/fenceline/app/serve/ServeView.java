package dev.fenceline.app.serve;

import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.TabLeaves;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.scenario.Parameter;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/** The sheet for serving: the settings before it starts, and how hosts connect while it runs. */
final class ServeView extends VBox {
  private static final double WIDTH = 680;
  private static final double GAP = 8;
  private static final int COMMAND_ROWS_MAX = 4;

  private final ServeViewModel serve;
  private final Runnable close;
  private final FileDialogs dialogs;
  private final TextField listen;
  private final Button show = new Button("Show the lanes");

  /**
   * Creates the sheet.
   *
   * @param dialogs asks for the file of the recording
   * @param close closes the sheet
   */
  ServeView(ServeViewModel serve, FileDialogs dialogs, Runnable close) {
    super(16);
    this.serve = serve;
    this.dialogs = dialogs;
    this.close = close;
    this.listen = field(serve.listen(), "Addresses to listen on");
    getStyleClass().addAll("page-sheet", "shortcuts", "form");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    serve.serving().subscribe(this::show);
  }

  @Override
  public void requestFocus() {
    if (serve.serving().get() == null) {
      listen.requestFocus();
    } else {
      show.requestFocus();
    }
  }

  private void show(@Nullable ServedTarget serving) {
    if (serving == null) {
      getChildren().setAll(heading("Serve to real hosts"), about(), form(), problem(), buttons());
    } else {
      getChildren()
          .setAll(
              heading("Serving on " + serving.where()),
              words(
                  "Run these commands as root on a Linux host with nvme-cli. The lanes show what"
                      + " the host does; Inject fault breaks one of its paths."),
              commands(serving),
              servingButtons(serving));
      show.requestFocus();
    }
  }

  private static Label heading(String text) {
    Label label = words(text);
    label.getStyleClass().add("heading");
    return label;
  }

  private static Label about() {
    return words(
        "The emulated target listens for NVMe/TCP hosts. Each address is a separate path."
            + " Anyone who can reach an address can connect, so listen on a network address only"
            + " where that is permitted.");
  }

  private GridPane form() {
    GridPane grid = new GridPane(16, GAP);
    row(grid, "Listen on", listen);
    row(grid, "Size", field(serve.size(), "Size of the namespace"));
    row(grid, "CQT", field(serve.cqt(), Parameter.named("cqt").sentence()));
    row(grid, "CCR limit", field(serve.ccrLimit(), Parameter.named("ccrl").sentence()));
    CheckBox tbkas = new CheckBox(Parameter.named("tbkas").sentence());
    tbkas.selectedProperty().bindBidirectional(serve.trafficBased());
    row(grid, "Keep alive", tbkas);
    row(grid, "Record to", recording());
    return grid;
  }

  private static void row(GridPane grid, String name, Node field) {
    Label label = new Label(name);
    label.getStyleClass().add("muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(field);
    TermHover.onWords(label);
    GridPane.setHgrow(field, Priority.ALWAYS);
    grid.addRow(grid.getRowCount(), label, field);
  }

  private TextField field(StringProperty text, String accessible) {
    TextField field = new TextField();
    field.textProperty().bindBidirectional(text);
    field.setAccessibleText(accessible);
    field.setOnAction(_ -> serve.start());
    return field;
  }

  private HBox recording() {
    TextField file = field(serve.recording(), "File that records every event");
    file.setPromptText("Optional: a file that records every event");
    HBox.setHgrow(file, Priority.ALWAYS);
    Button choose = new Button("Choose\u2026");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setOnAction(_ -> chooseFile());
    return new HBox(GAP, file, choose);
  }

  private void chooseFile() {
    dialogs
        .save("Record to", "served.fenceline", new ExtensionFilter("Sessions", "*.fenceline"))
        .ifPresent(chosen -> serve.recording().set(chosen.toString()));
  }

  private Label problem() {
    Label problem = words("");
    problem.getStyleClass().add("form-problem");
    problem.textProperty().bind(serve.problem());
    problem.visibleProperty().bind(serve.problem().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  private HBox buttons() {
    Button start = new Button("Serve");
    start.getStyleClass().add("primary");
    start.setDefaultButton(true);
    start.setOnAction(_ -> serve.start());
    Button cancel = new Button("Close");
    cancel.setOnAction(_ -> close.run());
    return row(cancel, start);
  }

  private static TextArea commands(ServedTarget serving) {
    TextArea commands = new TextArea(serving.commands());
    commands.setEditable(false);
    TabLeaves.on(commands);
    commands.setPrefRowCount(Math.min(COMMAND_ROWS_MAX, serving.addresses().size()) + 1);
    commands.getStyleClass().add("mono");
    commands.setAccessibleText("Commands that connect a host");
    return commands;
  }

  private HBox servingButtons(ServedTarget serving) {
    show.getStyleClass().setAll("button", "primary");
    show.setDefaultButton(true);
    show.setOnAction(_ -> close.run());
    Button copy = new Button("Copy the commands");
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(serving.commands());
      Clipboard.getSystemClipboard().setContent(content);
    });
    Button stop = new Button("Stop serving");
    stop.setOnAction(_ -> serve.stop());
    return row(stop, copy, show);
  }

  private static HBox row(Button... buttons) {
    HBox row = new HBox(GAP, buttons);
    row.setAlignment(Pos.CENTER_RIGHT);
    return row;
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }
}
