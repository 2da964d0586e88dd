package dev.fenceline.app.authoring;

import dev.fenceline.app.feature.Tip;
import dev.fenceline.app.feature.WhyDisabled;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page on which a lesson is written: the steps on the left, the one that is edited beside. */
final class AuthoringView extends BorderPane {
  private static final double GAP = 10;
  private static final double LEFT_WIDTH = 340;
  private static final int MINUTES_MAX = 60;
  private static final double PROBLEMS_HEIGHT = 76;

  /** The height of the list of steps below which the page scrolls. */
  private static final double STEPS_LEAST = 96;

  private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
  private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
  private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

  private final AuthoringViewModel model;
  private final Button undo;
  private final Button redo;
  private @Nullable LessonDraft named;
  private final Label about = new Label();
  private final Button fromNotes;
  private final VBox left = new VBox(GAP);
  private final ScrollPane right = new ScrollPane();
  private final VBox problems = new VBox(4);
  private final ListView<DraftStep> steps = new ListView<>();
  private final TextField title = new TextField();

  /**
   * Creates the page.
   *
   * @param preview plays the lesson
   * @param save asks for a file and saves the session with its lesson
   * @param leave returns to the session
   */
  AuthoringView(AuthoringViewModel model, Runnable preview, Runnable save, Runnable leave) {
    this.model = model;
    getStyleClass().addAll("report", "form", "authoring");
    fromNotes = FormParts.button("From the notes", "author.notes", model::addNotes);
    undo = FormParts.button("Undo", "author.undo", () -> change(model::undo));
    redo = FormParts.button("Redo", "author.redo", () -> change(model::redo));
    setTop(head(preview, save, leave));
    left.getStyleClass().add("authoring-steps");
    ScrollPane whole = new ScrollPane(left);
    whole.setFitToWidth(true);
    whole.setFitToHeight(true);
    whole.setPrefWidth(LEFT_WIDTH);
    whole.setMinWidth(LEFT_WIDTH);
    setLeft(whole);
    right.setFitToWidth(true);
    setCenter(right);
    problems.getStyleClass().add("authoring-problems");
    problems.setId("author.problems");
    ScrollPane said = new ScrollPane(problems);
    said.setFitToWidth(true);
    said.setMinHeight(PROBLEMS_HEIGHT);
    said.setMaxHeight(PROBLEMS_HEIGHT);
    said.setFocusTraversable(false);
    setBottom(said);
    steps.setCellFactory(_ -> new Row());
    steps.setId("author.steps");
    steps.setAccessibleText("Steps");
    steps
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(step -> {
          if (step != null) {
            model.chosen().set(step);
          }
        });
    model.chosen().subscribe(this::choose);
    model.draft().subscribe(this::fill);
    model.problems().addListener((InvalidationListener) _ -> tell());
    model.history().subscribe(this::follow);
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> model.settle());
  }

  private HBox head(Runnable preview, Runnable save, Runnable leave) {
    Label heading = new Label("Make a lesson");
    heading.getStyleClass().add("heading");
    about.getStyleClass().add("muted");
    about.setWrapText(true);
    VBox words = new VBox(heading, about);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button play = FormParts.button("Preview", "author.preview", preview);
    Button keep = FormParts.button("Save as one file\u2026", "author.save", save);
    keep.getStyleClass().add("primary");
    for (Button needing : List.of(play, keep)) {
      needing.disableProperty().bind(Bindings.isNotEmpty(model.problems()));
      WhyDisabled.on(needing, "Something in the lesson is missing, as said below");
    }
    WhyDisabled.on(undo, "There is nothing to undo");
    WhyDisabled.on(redo, "There is nothing to redo");
    undo.setTooltip(Tip.of("Takes the last change back (Ctrl+Z)"));
    redo.setTooltip(Tip.of("Makes it again (Ctrl+Y)"));
    play.setTooltip(Tip.of("Plays the lesson from the chosen step"));
    HBox head =
        new HBox(
            GAP, words, undo, redo, play, keep, FormParts.button("Close", "author.close", leave));
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("report-head");
    return head;
  }

  /** Shows what may have changed in the session while the page was not shown. */
  void refresh() {
    about.setText(
        "Of the session \u201c%s\u201d. The lesson is saved in its file."
            .formatted(model.sessionTitle()));
    tell();
  }

  @Override
  public void requestFocus() {
    title.requestFocus();
  }

  private void fill(@Nullable LessonDraft draft) {
    left.getChildren().clear();
    if (draft == null) {
      return;
    }
    if (named != null) {
      title.textProperty().unbindBidirectional(named.title());
    }
    named = draft;
    title.textProperty().bindBidirectional(draft.title());
    title.setId("author.title");
    TextField summary = new TextField();
    summary.textProperty().bindBidirectional(draft.summary());
    summary.setId("author.summary");
    Spinner<Integer> minutes = new Spinner<>(1, MINUTES_MAX, draft.minutes().get());
    minutes.setEditable(true);
    minutes.setPrefWidth(84);
    minutes.valueProperty().subscribe(value -> draft.minutes().set(value));
    draft.minutes().subscribe(value -> minutes.getValueFactory().setValue(value.intValue()));
    draft.steps().addListener((InvalidationListener) _ -> order(draft));
    steps.setItems(draft.steps());
    Label nothing =
        new Label(
            "No steps yet. Make them of the notes, or select something in the lanes and add it.");
    nothing.setWrapText(true);
    nothing.getStyleClass().add("placeholder");
    steps.setPlaceholder(nothing);
    steps.setMinHeight(STEPS_LEAST);
    VBox.setVgrow(steps, Priority.ALWAYS);
    HBox make =
        new HBox(
            GAP,
            fromNotes,
            FormParts.button("From the selection", "author.selection", model::addSelection));
    HBox order =
        new HBox(
            GAP,
            FormParts.button("Up", "author.up", () -> model.move(-1)),
            FormParts.button("Down", "author.down", () -> model.move(1)),
            FormParts.button("Delete step", "author.delete", model::delete));
    order.disableProperty().bind(Bindings.isNull(model.chosen()));
    WhyDisabled.on(order, "No step is chosen");
    left.getChildren()
        .setAll(
            FormParts.named("Title of the lesson", title),
            FormParts.named("What the learner knows after it, one sentence", summary),
            FormParts.named("Minutes", minutes),
            steps,
            make,
            order);
  }

  /** Chooses the same step in the list again when its order has changed. */
  private void order(LessonDraft of) {
    DraftStep step = model.chosen().get();
    if (of == named && step != null && of.steps().contains(step)) {
      steps.getSelectionModel().clearAndSelect(of.steps().indexOf(step));
    }
  }

  private void follow(@Nullable DraftHistory changes) {
    undo.disableProperty().unbind();
    redo.disableProperty().unbind();
    if (changes != null) {
      undo.disableProperty().bind(changes.undoable().not());
      redo.disableProperty().bind(changes.redoable().not());
    }
  }

  private void change(Runnable undoing) {
    undoing.run();
    if (getScene() != null && getScene().getFocusOwner() instanceof TextInputControl field) {
      field.end();
    }
  }

  private void choose(@Nullable DraftStep step) {
    if (step == null) {
      Label nothing = new Label("Choose or add a step to write it here.");
      nothing.getStyleClass().addAll("placeholder", "authoring-step");
      right.setContent(nothing);
      steps.getSelectionModel().clearSelection();
    } else {
      steps.getSelectionModel().select(step);
      right.setContent(new StepEditor(step, model));
    }
  }

  private void tell() {
    steps.refresh();
    int notes = model.notes().size();
    fromNotes.setText(notes == 0 ? "From the notes" : "From the notes (%d)".formatted(notes));
    fromNotes.setDisable(notes == 0);
    WhyDisabled.on(fromNotes, "The session has no notes");
    problems.getChildren().clear();
    for (String problem : model.problems()) {
      Label line = new Label(problem);
      line.setWrapText(true);
      line.getStyleClass().add("bad");
      problems.getChildren().add(line);
    }
    if (model.problems().isEmpty()) {
      Label fits = new Label("The lesson is complete, and every step fits the session.");
      fits.getStyleClass().add("good");
      problems.getChildren().add(fits);
    }
  }

  /** Moves the step in the order with Alt and an arrow, and takes changes back. */
  private void pressed(KeyEvent key) {
    model.settle();
    if (UNDO.match(key)) {
      change(model::undo);
      key.consume();
    } else if (REDO.match(key) || REDO_TOO.match(key)) {
      change(model::redo);
      key.consume();
    } else if (key.isAltDown() && (key.getCode() == KeyCode.UP || key.getCode() == KeyCode.DOWN)) {
      model.move(key.getCode() == KeyCode.UP ? -1 : 1);
      key.consume();
    }
  }

  /** A step in the list: its number, its title and its time. */
  private final class Row extends ListCell<DraftStep> {
    Row() {
      // A long title is cut with dots, and the list is as wide as its place.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable DraftStep step, boolean empty) {
      super.updateItem(step, empty);
      textProperty().unbind();
      setText(null);
      if (!empty && step != null) {
        int number = getIndex() + 1;
        textProperty()
            .bind(
                Bindings.createStringBinding(
                    () ->
                        "%d   %s   %s"
                            .formatted(number, step.title().get(), model.time(step.at().get())),
                    step.title(),
                    step.at()));
      }
    }
  }
}
