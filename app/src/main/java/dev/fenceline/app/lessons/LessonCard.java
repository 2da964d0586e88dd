package dev.fenceline.app.lessons;

import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.lesson.Exercise;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Question;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The card of a step: its text, its question with the answer, and the buttons. */
final class LessonCard extends VBox {
  private static final double GAP = 10;
  private static final double LOW_GAP = 6;
  private static final String COMPACT = "compact";

  private final LessonsViewModel model;
  private final Runnable export;

  /**
   * Creates the card.
   *
   * @param export asks where to write the lesson to
   */
  LessonCard(LessonsViewModel model, Runnable export) {
    super(GAP);
    this.model = model;
    this.export = export;
    getStyleClass().add("lesson-card");
    setId("lesson.card");
    model.showing().subscribe(this::fill);
  }

  /** Makes the card lower, for a low window. */
  void compact(boolean isLow) {
    if (isLow != getStyleClass().contains(COMPACT)) {
      getStyleClass().remove(COMPACT);
      if (isLow) {
        getStyleClass().add(COMPACT);
      }
      setSpacing(isLow ? LOW_GAP : GAP);
    }
  }

  private void fill(@Nullable Showing now) {
    getChildren().clear();
    if (now == null) {
      return;
    }
    LessonStep step = now.step();
    getChildren().add(head(now));
    getChildren().add(label(step.text(), "lesson-text"));
    Question question = step.question();
    if (question != null) {
      question(now, question);
    }
    Exercise exercise = step.exercise();
    if (exercise != null) {
      exercise(exercise);
    }
    now.placement().misfits().forEach(misfit -> getChildren().add(label(misfit, "lesson-misfit")));
    if (now.isLast() && now.phase() == Showing.Phase.READING) {
      getChildren().add(label(result(now), "lesson-result"));
      LessonsViewModel.after(now.lesson())
          .map(next -> button("Next lesson: " + next.title(), "N", model::nextLesson))
          .ifPresent(getChildren()::add);
      getChildren().add(button("Export the lesson\u2026", "", export));
    }
    getChildren().add(buttons(now));
  }

  private static HBox head(Showing now) {
    Label title = label(now.step().title(), "lesson-title");
    Label count =
        label("%d of %d".formatted(now.index() + 1, now.lesson().steps().size()), "lesson-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox head = new HBox(GAP, title, between, count);
    head.setAlignment(Pos.BASELINE_LEFT);
    return head;
  }

  private String result(Showing now) {
    int questions = LessonScore.questions(now.lesson());
    return questions == 0
        ? "This is the end of the lesson."
        : "This is the end of the lesson. Right answers: %d of %d."
            .formatted(model.score().right(), questions);
  }

  private void question(Showing now, Question question) {
    getChildren().add(label(question.ask(), "lesson-ask"));
    boolean isAsking = now.phase() == Showing.Phase.ASKING;
    if (question.isMark()) {
      mark(now, isAsking);
    } else {
      for (int number = 1; number <= question.choices().size(); number++) {
        boolean isTold = now.phase() == Showing.Phase.READING;
        // Afterwards the card needs less room: it covers no more than it must.
        if (!isTold || number == question.answer() || number == now.answer()) {
          getChildren().add(choice(now, question, number, isAsking));
        }
      }
    }
    if (now.phase() == Showing.Phase.READING) {
      String verdict = !now.isAnswered() ? "" : now.isRight() ? "Right. " : "Not so. ";
      Label because = label(verdict + question.because(), "lesson-because");
      because.getStyleClass().add(now.isRight() ? "good" : "bad");
      getChildren().add(because);
    }
  }

  private void exercise(Exercise exercise) {
    Label hint = label(exercise.hint(), "lesson-text");
    hint.setVisible(false);
    hint.managedProperty().bind(hint.visibleProperty());
    Button show = button("Hint", "", () -> hint.setVisible(true));
    Label result = label("", "lesson-exercise-result");
    result.textProperty().bind(model.exerciseResult());
    result.managedProperty().bind(result.textProperty().isNotEmpty());
    getChildren().addAll(label(exercise.task(), "lesson-ask"), result, hint, show);
  }

  private Button choice(Showing now, Question question, int number, boolean isAsking) {
    boolean isTold = now.phase() == Showing.Phase.READING;
    boolean isRight = isTold && number == question.answer();
    String sign = isRight ? "\u2713 " : isTold && number == now.answer() ? "\u2717 " : "";
    Button button = new Button(number + "   " + sign + question.choices().get(number - 1));
    button.setWrapText(true);
    // An underscore is part of a name such as nvme_tcp.
    button.setMnemonicParsing(false);
    TermHover.onWords(button);
    button.setMaxWidth(Double.MAX_VALUE);
    button.getStyleClass().add("lesson-choice");
    if (isRight) {
      button.getStyleClass().add("good");
    } else if (number == now.answer()) {
      button.getStyleClass().add(isTold ? "bad" : "chosen");
    }
    button.setDisable(!isAsking);
    button.setFocusTraversable(isAsking);
    button.setOnAction(_ -> model.choose(number));
    return button;
  }

  private void mark(Showing now, boolean isAsking) {
    if (isAsking) {
      Label time = label("", "lesson-text");
      time.textProperty()
          .bind(
              Bindings.createStringBinding(
                  () ->
                      "Your mark: %s. Click on the lanes to move it."
                          .formatted(new Timecode(model.markNanos().get()).seconds()),
                  model.markNanos()));
      getChildren().add(time);
      getChildren()
          .add(
              new HBox(
                  GAP,
                  button("Earlier", "\u2190", () -> model.moveMark(-0.02)),
                  button("Later", "\u2192", () -> model.moveMark(0.02)),
                  button("Mark", "Enter", model::mark)));
      return;
    }
    Long marked = now.marked();
    Long right = now.placement().mark();
    if (marked != null && right != null && now.phase() == Showing.Phase.READING) {
      getChildren()
          .add(
              label(
                  "Your mark: %s. It was at %s."
                      .formatted(new Timecode(marked).seconds(), new Timecode(right).seconds()),
                  "lesson-text"));
    }
  }

  private HBox buttons(Showing now) {
    Button back = button("Back", "Page Up", model::back);
    back.setDisable(now.index() == 0);
    String words =
        switch (now.phase()) {
          case ASKING -> "Answer";
          case PLAYING -> "Skip";
          case READING -> now.isLast() ? "Finish" : "Next";
        };
    Button next = button(words, "Page Down", model::next);
    next.getStyleClass().add("primary");
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    Button leave = button("Leave", "Esc", model::leave);
    leave.getStyleClass().add("lesson-leave");
    HBox buttons = new HBox(GAP, leave, between, back, next);
    buttons.setAlignment(Pos.CENTER_LEFT);
    return buttons;
  }

  private static Button button(String words, String key, Runnable effect) {
    Button button = new Button(words);
    if (!key.isEmpty()) {
      Label hint = new Label(key);
      hint.getStyleClass().add("key");
      button.setGraphic(hint);
    }
    button.setMnemonicParsing(false);
    button.setContentDisplay(ContentDisplay.RIGHT);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> effect.run());
    return button;
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll(List.of(style));
    TermHover.onWords(label);
    return label;
  }
}
