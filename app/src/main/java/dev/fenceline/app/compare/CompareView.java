package dev.fenceline.app.compare;

import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.Tip;
import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.app.workspace.OpenSession;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The sheet for choosing a second session and shifting it in time. */
final class CompareView extends VBox {
  private static final double WIDTH = 680;
  private static final double GAP = 8;
  private static final double NAME_WIDTH = 84;
  private static final double OFFSET_WIDTH = 150;

  private final CompareViewModel model;
  private final FileDialogs dialogs;
  private final ComboBox<OpenSession> choice = new ComboBox<>();
  private final TextField offset = new TextField();

  /**
   * Creates the sheet.
   *
   * @param dialogs asks for a file
   * @param close closes the sheet
   */
  CompareView(CompareViewModel model, FileDialogs dialogs, Runnable close) {
    super(12);
    this.dialogs = dialogs;
    this.model = model;
    getStyleClass().addAll("page-sheet", "connect", "compare");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setPrefWidth(WIDTH);
    Label title = new Label();
    title
        .textProperty()
        .bind(Bindings.concat("Compare ", model.firstTitle(), " with another session"));
    title.getStyleClass().add("heading");
    title.setWrapText(true);
    Label words = said(model.words());
    words.setId("compare-words");
    Label problem = said(model.problem());
    problem.setId("compare-problem");
    problem.getStyleClass().add("problem-words");
    getChildren().setAll(title, row("Session", second()), words, offset(), problem, buttons(close));
  }

  @Override
  public void requestFocus() {
    if (model.isLaid().get()) {
      offset.requestFocus();
    } else {
      choice.requestFocus();
    }
  }

  private static HBox row(String name, Node... content) {
    Label label = new Label(name);
    label.getStyleClass().add("muted");
    label.setMinWidth(NAME_WIDTH);
    HBox row = new HBox(GAP, label);
    row.getChildren().addAll(content);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node[] second() {
    choice.setId("compare-second");
    choice.setAccessibleText("Session to compare with");
    choice.setPromptText("No other session is open");
    choice.setItems(model.others());
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable OpenSession session) {
            return session == null ? "" : model.name(session);
          }

          @Override
          public @Nullable OpenSession fromString(String title) {
            return null;
          }
        });
    choice.valueProperty().bindBidirectional(model.second());
    choice.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(choice, Priority.ALWAYS);
    Button lay = button("Compare", model::lay);
    lay.setId("compare-lay");
    lay.getStyleClass().add("primary");
    lay.disableProperty().bind(Bindings.or(model.second().isNull(), model.busy()));
    WhyDisabled.on(
        lay,
        model
            .second()
            .map(_ -> "The sessions are being compared")
            .orElse("No other session is open"));
    Button file = button("Choose a file\u2026", this::chooseFile);
    return new Node[] {choice, lay, file};
  }

  private void chooseFile() {
    dialogs
        .openOne(
            "Compare with",
            List.of(
                new ExtensionFilter(
                    "Sessions, kernel logs, captures",
                    "*.fenceline",
                    "*.fenceline.gz",
                    "*.log",
                    "*.txt",
                    "*.json",
                    "*.pcap",
                    "*.pcapng",
                    "*.cap",
                    "*.pcap.gz",
                    "*.pcapng.gz",
                    "*.gz",
                    "*.xz",
                    "*.zst",
                    "*.bz2"),
                new ExtensionFilter("All files", "*")))
        .ifPresent(model::lay);
  }

  private HBox offset() {
    offset.setId("compare-offset");
    offset.setAccessibleText("Offset, added to the times of the second session");
    offset.textProperty().bindBidirectional(model.offset());
    offset.setOnAction(_ -> model.moveToTyped());
    offset.setPrefWidth(OFFSET_WIDTH);
    offset.getStyleClass().add("mono");
    HBox.setHgrow(offset, Priority.ALWAYS);
    HBox row =
        row(
            "Offset",
            step("\u2212 1 s", -1, TimeUnit.SECONDS),
            step("\u2212 100 ms", -100, TimeUnit.MILLISECONDS),
            step("\u2212 1 ms", -1, TimeUnit.MILLISECONDS),
            offset,
            step("+ 1 ms", 1, TimeUnit.MILLISECONDS),
            step("+ 100 ms", 100, TimeUnit.MILLISECONDS),
            step("+ 1 s", 1, TimeUnit.SECONDS));
    row.disableProperty().bind(Bindings.not(model.isLaid()));
    WhyDisabled.on(row, "No session is laid over this one yet");
    return row;
  }

  private Button step(String words, long count, TimeUnit unit) {
    Button button = button(words, () -> model.move(unit.toNanos(count)));
    button.getStyleClass().add("step");
    return button;
  }

  private static Button button(String words, Runnable effect) {
    Button button = new Button(words);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> effect.run());
    return button;
  }

  private static Label said(ReadOnlyStringProperty text) {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(WIDTH - 48);
    label.textProperty().bind(text);
    label.visibleProperty().bind(text.isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private HBox buttons(Runnable close) {
    Label hint = new Label("The offset is added to the times of the second session.");
    hint.getStyleClass().add("muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button back = button("Reset offset", model::moveBack);
    back.setId("compare-back");
    back.setTooltip(Tip.of("Returns to the offset that was found from the events"));
    back.disableProperty().bind(Bindings.not(model.isLaid()));
    WhyDisabled.on(back, "No session is laid over this one yet");
    HBox row = new HBox(GAP, hint, gap, back, button("Close", close));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
