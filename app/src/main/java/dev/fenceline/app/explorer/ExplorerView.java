package dev.fenceline.app.explorer;

import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.sweep.Shrunk;
import dev.fenceline.timeline.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser.ExtensionFilter;

/** The page for exploring many seeds: the form, the results, and the actions on them. */
final class ExplorerView extends BorderPane {
  private static final double WIDTH = 1320;
  private static final double HEIGHT = 900;
  private static final ExtensionFilter CSV = new ExtensionFilter("Comma-separated values", "*.csv");
  private static final ExtensionFilter JSON = new ExtensionFilter("JSON", "*.json");
  private static final ExtensionFilter SCENARIOS = new ExtensionFilter("Scenarios", "*.json");

  private final ExplorerViewModel explorer;
  private final FileDialogs dialogs;
  private final Runnable close;
  private final FormView form;

  /**
   * Creates the page.
   *
   * @param dialogs asks for files to write
   * @param close closes the page; exploring continues
   */
  ExplorerView(ExplorerViewModel explorer, FileDialogs dialogs, Runnable close) {
    this.explorer = explorer;
    this.dialogs = dialogs;
    this.close = close;
    this.form = new FormView(explorer);
    getStyleClass().addAll("page-sheet", "explorer");
    setMaxSize(WIDTH, HEIGHT);
    setTop(heading());
    setLeft(form);
    VBox found = new VBox(found(), foot());
    VBox.setVgrow(found.getChildren().getFirst(), Priority.ALWAYS);
    setCenter(found);
  }

  @Override
  public void requestFocus() {
    form.requestFocus();
  }

  private HBox heading() {
    Label title = new Label("Explore many seeds");
    title.getStyleClass().add("heading");
    title.setMinWidth(Region.USE_PREF_SIZE);
    Label words =
        new Label(
            "Runs every value with every seed in virtual time, and shows how likely data corruption"
                + " is.");
    words.getStyleClass().add("muted");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button done = new Button("Close");
    done.setMinWidth(Region.USE_PREF_SIZE);
    done.setOnAction(_ -> close.run());
    HBox heading = new HBox(12, title, words, space, done);
    heading.getStyleClass().add("explorer-heading");
    return heading;
  }

  private StackPane found() {
    Label title = new Label("No results yet");
    title.getStyleClass().add("empty-title");
    Label words =
        new Label(
            "Choose a scenario, a number of seeds and the parameters to vary, then press Run.\n"
                + "Vary slow-write or quiesce to see when data is at risk.");
    words.getStyleClass().add("empty-detail");
    words.setWrapText(true);
    VBox empty = new VBox(title, words);
    empty.getStyleClass().add("empty");
    empty.visibleProperty().bind(Bindings.isNull(explorer.result()));
    return new StackPane(new ResultView(explorer, close), empty);
  }

  private VBox foot() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox exports =
        new HBox(
            8,
            space,
            export("Export CSV\u2026", ".csv", CSV, explorer::exportCsv),
            export("Export JSON\u2026", ".json", JSON, explorer::exportJson));
    VBox foot = new VBox(12, shrinking(), shrunk(), exports);
    foot.getStyleClass().add("explorer-foot");
    return foot;
  }

  private HBox shrinking() {
    Label words = new Label("Shrinking: trying shorter scenarios\u2026");
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button stop = new Button("Stop");
    stop.setOnAction(_ -> explorer.stopShrinking());
    return shown(new HBox(8, words, stop), explorer.isShrinking());
  }

  private HBox shrunk() {
    Label words = new Label();
    words.setId("explorer-shrunk");
    words.getStyleClass().add("shrunk");
    words.setMinWidth(0);
    words.setMaxWidth(Double.MAX_VALUE);
    words.setWrapText(true);
    HBox.setHgrow(words, Priority.ALWAYS);
    explorer
        .shrunk()
        .addListener(
            (InvalidationListener)
                _ -> {
                  Shrunk shortest = explorer.shrunk().get();
                  words.setText(shortest == null ? "" : words(shortest));
                });
    Button save = new Button("Save scenario\u2026");
    save.setOnAction(_ -> choose("Save scenario", ".json", SCENARIOS, explorer::saveShrunk));
    Button open = new Button("Open timeline");
    open.setOnAction(_ -> {
      if (explorer.showShrunk()) {
        close.run();
      }
    });
    for (Region each : List.of(save, open)) {
      each.setMinWidth(Region.USE_PREF_SIZE);
    }
    return shown(new HBox(8, words, open, save), Bindings.isNotNull(explorer.shrunk()));
  }

  private static String words(Shrunk shortest) {
    return "Seed %d, shrunk in %s: %s.\nFrom %s, to %s."
        .formatted(
            shortest.scenario().seed(),
            Text.count(shortest.runs(), "run"),
            shortest.failure().words(),
            shortest.before().words(),
            shortest.after().words());
  }

  private static HBox shown(HBox box, ObservableValue<Boolean> when) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.visibleProperty().bind(when);
    box.managedProperty().bind(when);
    return box;
  }

  private Button export(String words, String ending, ExtensionFilter filter, Consumer<Path> write) {
    Button button = new Button(words);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.disableProperty().bind(Bindings.isNull(explorer.result()));
    WhyDisabled.on(button, "Nothing has been explored yet");
    button.setOnAction(_ -> choose("Export", ending, filter, write));
    return button;
  }

  private void choose(String title, String ending, ExtensionFilter filter, Consumer<Path> write) {
    dialogs
        .save(title, "sweep" + ending, filter)
        .map(Path::toString)
        .ifPresent(name -> {
          boolean named = name.toLowerCase(Locale.ROOT).endsWith(ending);
          write.accept(Path.of(named ? name : name + ending));
        });
  }
}
