package dev.fenceline.app.explorer;

import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The left side of the explorer: the form, and the progress. */
final class FormView extends VBox {
  private static final double WIDTH = 296;
  private static final int ROWS_SHOWN = 14;
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final ExplorerViewModel explorer;
  private final ComboBox<@Nullable Scenario> scenario;

  FormView(ExplorerViewModel explorer) {
    this.explorer = explorer;
    ExplorerForm form = explorer.form();
    getStyleClass().add("explorer-form");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    scenario = choice("Scenario", Scenario::title);
    scenario.setItems(form.scenarios());
    scenario.valueProperty().bindBidirectional(form.scenario());
    HBox seeds =
        new HBox(
            12,
            field("Seeds", text("Number of seeds", "explorer-seeds", form.seeds())),
            field("First seed", text("First seed", "explorer-first", form.firstSeed())));
    Region space = new Region();
    VBox.setVgrow(space, Priority.ALWAYS);
    getChildren()
        .setAll(
            field("Scenario", scenario),
            seeds,
            varied("Vary", "Values of the first parameter", form.first()),
            varied("Also vary", "Values of the second parameter", form.second()),
            space,
            answer(),
            progress(),
            buttons());
  }

  @Override
  public void requestFocus() {
    scenario.requestFocus();
  }

  private static VBox field(String name, Control control) {
    Label label = new Label(name);
    label.getStyleClass().add("field-name");
    label.setLabelFor(control);
    TermHover.onWords(label);
    control.setMaxWidth(Double.MAX_VALUE);
    VBox field = new VBox(4, label, control);
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  private TextField text(String accessible, String id, StringProperty value) {
    TextField field = new TextField();
    field.setId(id);
    field.textProperty().bindBidirectional(value);
    field.setAccessibleText(accessible);
    field.setOnAction(_ -> explorer.start());
    return field;
  }

  private static <T> ComboBox<@Nullable T> choice(String accessible, Function<T, String> words) {
    ComboBox<@Nullable T> choice = new ComboBox<>();
    choice.setAccessibleText(accessible);
    choice.setVisibleRowCount(ROWS_SHOWN);
    choice.setCellFactory(_ -> new Words<>(words));
    choice.setButtonCell(new Words<>(words));
    return choice;
  }

  private VBox varied(String name, String valuesName, Varied varied) {
    ComboBox<@Nullable Optional<Parameter>> parameter =
        choice(name, chosen -> chosen.map(Parameter::key).orElse("none"));
    Runnable fill =
        () -> {
          parameter.getItems().clear();
          parameter.getItems().add(Optional.empty());
          explorer.form().parameters().forEach(each -> parameter.getItems().add(Optional.of(each)));
          parameter.setValue(Optional.ofNullable(varied.parameter().get()));
        };
    fill.run();
    explorer.form().parameters().addListener((InvalidationListener) _ -> fill.run());
    varied
        .parameter()
        .addListener(
            (InvalidationListener)
                _ -> parameter.setValue(Optional.ofNullable(varied.parameter().get())));
    parameter.setOnAction(_ -> {
      Optional<Parameter> chosen = parameter.getValue();
      if (chosen != null) {
        varied.parameter().set(chosen.orElse(null));
      }
    });
    TextField values = text(valuesName, "explorer-values", varied.values());
    values.getStyleClass().add("mono");
    Label hint = new Label();
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    hint.textProperty().bind(explorer.form().hint(varied));
    for (Node node : List.of(values, hint)) {
      node.visibleProperty().bind(Bindings.isNotNull(varied.parameter()));
      node.managedProperty().bind(node.visibleProperty());
    }
    VBox all = field(name, parameter);
    all.getChildren().addAll(values, hint);
    return all;
  }

  private Label answer() {
    Label words = new Label();
    words.getStyleClass().add("answer");
    words.setWrapText(true);
    Runnable say =
        () -> {
          String failure = explorer.problem().get();
          ExplorerForm.Answer answer = explorer.form().answer().get();
          words.setText(failure.isEmpty() || answer.isWrong() ? answer.words() : failure);
          words.pseudoClassStateChanged(WRONG, answer.isWrong() || !failure.isEmpty());
        };
    say.run();
    explorer.form().answer().addListener((InvalidationListener) _ -> say.run());
    explorer.problem().addListener((InvalidationListener) _ -> say.run());
    return words;
  }

  private VBox progress() {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(explorer.fraction());
    bar.setAccessibleText("Progress");
    bar.visibleProperty().bind(explorer.isExploring());
    bar.managedProperty().bind(explorer.isExploring());
    Label words = new Label();
    words.getStyleClass().add("counters");
    words.textProperty().bind(explorer.counters());
    VBox progress = new VBox(6, bar, words);
    progress.managedProperty().bind(explorer.counters().isNotEmpty());
    return progress;
  }

  private HBox buttons() {
    Button run = new Button("Run");
    run.setId("explorer-run");
    run.getStyleClass().add("primary");
    run.setDefaultButton(false);
    run.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(run, Priority.ALWAYS);
    run.disableProperty()
        .bind(
            Bindings.or(
                explorer.isExploring(),
                Bindings.createBooleanBinding(
                    () -> explorer.form().answer().get().plan() == null,
                    explorer.form().answer())));
    WhyDisabled.on(
        run,
        explorer
            .isExploring()
            .map(now -> now ? "An exploration is in progress" : "The form is not complete"));
    run.setOnAction(_ -> explorer.start());
    Button cancel = new Button("Cancel");
    cancel.setId("explorer-cancel");
    cancel.disableProperty().bind(Bindings.not(explorer.isExploring()));
    WhyDisabled.on(cancel, "No exploration is in progress");
    cancel.setOnAction(_ -> explorer.cancel());
    return new HBox(8, run, cancel);
  }

  /** A cell that shows an item as text. */
  private static final class Words<T> extends ListCell<@Nullable T> {
    private final Function<T, String> words;

    Words(Function<T, String> words) {
      this.words = words;
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
      super.updateItem(item, empty);
      setText(item == null || empty ? "" : words.apply(item));
    }
  }
}
