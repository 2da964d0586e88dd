package dev.fenceline.app.authoring;

import dev.fenceline.app.authoring.DraftQuestion.Kind;
import dev.fenceline.app.feature.TabLeaves;
import dev.fenceline.lesson.LessonStep;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The fields of one step of a lesson. */
final class StepEditor extends VBox {
  private static final double GAP = 10;
  private static final double MOMENT_WIDTH = 190;

  private final AuthoringViewModel model;

  StepEditor(DraftStep step, AuthoringViewModel model) {
    super(GAP);
    this.model = model;
    getStyleClass().add("authoring-step");
    TextField title = FormParts.field(step.title(), "author.step.title");
    TextArea text = area(step.text(), 3, "author.step.text");
    Label count = new Label();
    step.text()
        .subscribe(_ -> {
          count.setText("%d of %d words".formatted(step.words(), LessonStep.WORDS_MAX));
          count.getStyleClass().removeAll("bad", "muted");
          count.getStyleClass().add(step.words() > LessonStep.WORDS_MAX ? "bad" : "muted");
        });
    count.setId("author.step.count");
    HBox head = new HBox(GAP, FormParts.caption("What the learner reads"), space(), count);
    GridPane moments = new GridPane(GAP, 6);
    moment(moments, 0, "The replay stands at", step.at());
    moment(moments, 1, "then plays to", step.playTo());
    moment(moments, 2, "Points from", step.from());
    moment(moments, 3, "to", step.to());
    moment(moments, 4, "The lanes show from", step.viewFrom());
    moment(moments, 5, "to", step.viewTo());
    moments.add(
        FormParts.button("What the lanes show now", "author.step.view", model::takeView), 3, 5);
    TextField lane = FormParts.field(step.lane(), "author.step.lane");
    lane.setPromptText("all lanes");
    lane.setPrefWidth(MOMENT_WIDTH);
    moments.add(FormParts.caption("on the lane"), 3, 2);
    moments.add(lane, 3, 3);
    getChildren()
        .setAll(
            FormParts.named("Title of the step", title),
            new VBox(2, head, text),
            moments,
            question(step),
            FormParts.named("Notes for the speaker", area(step.notes(), 2, "author.step.notes")));
  }

  private void moment(GridPane grid, int row, String words, StringProperty moment) {
    TextField field = FormParts.field(moment, "author.moment." + row);
    field.setPrefWidth(MOMENT_WIDTH);
    field.setPromptText("none");
    field.setAccessibleText(words);
    Button take =
        FormParts.button(
            "Playhead", "author.moment.take." + row, () -> moment.set(model.playhead()));
    take.setAccessibleText(words + ": where the playhead is");
    Label time = FormParts.caption("");
    time.setMinWidth(110);
    moment.subscribe(text -> time.setText(model.time(text)));
    grid.add(FormParts.caption(words), 0, row);
    grid.add(field, 1, row);
    HBox beside = new HBox(GAP, take, time);
    beside.setAlignment(Pos.CENTER_LEFT);
    grid.add(beside, 2, row);
  }

  private VBox question(DraftStep step) {
    DraftQuestion question = step.question();
    ComboBox<Kind> kind = new ComboBox<>();
    kind.getItems().setAll(Kind.values());
    kind.setId("author.question.kind");
    kind.valueProperty().bindBidirectional(question.kind());
    VBox fields = new VBox(6);
    question
        .kind()
        .subscribe(chosen -> {
          fields.getChildren().clear();
          if (chosen == Kind.NONE) {
            return;
          }
          fields
              .getChildren()
              .add(
                  FormParts.named(
                      "The question", FormParts.field(question.ask(), "author.question.ask")));
          fields.getChildren().add(chosen == Kind.CHOICES ? choices(question) : mark(question));
          fields
              .getChildren()
              .add(
                  FormParts.named(
                      "Why, shown with the answer",
                      FormParts.field(question.because(), "author.question.because")));
        });
    HBox row = new HBox(GAP, FormParts.caption("Ask before it plays on"), kind);
    row.setAlignment(Pos.CENTER_LEFT);
    return new VBox(6, row, fields);
  }

  private static VBox choices(DraftQuestion question) {
    VBox rows = new VBox(4, FormParts.caption("Choices; the right one is marked"));
    ToggleGroup right = new ToggleGroup();
    for (int i = 0; i < DraftQuestion.CHOICES_MAX; i++) {
      int number = i + 1;
      RadioButton mark = new RadioButton();
      mark.setToggleGroup(right);
      mark.setAccessibleText("Choice %d is right".formatted(number));
      question.answer().subscribe(now -> mark.setSelected(now.intValue() == number));
      mark.selectedProperty()
          .subscribe(now -> {
            if (now) {
              question.answer().set(number);
            }
          });
      TextField text =
          FormParts.field(question.choices().get(i), "author.question.choice." + number);
      HBox.setHgrow(text, Priority.ALWAYS);
      HBox row = new HBox(GAP, mark, text);
      row.setAlignment(Pos.CENTER_LEFT);
      rows.getChildren().add(row);
    }
    return rows;
  }

  private GridPane mark(DraftQuestion question) {
    GridPane grid = new GridPane(GAP, 6);
    moment(grid, 0, "The right time", question.mark());
    grid.add(FormParts.caption("A mark may be off by"), 0, 1);
    TextField off = FormParts.field(question.tolerance(), "author.question.tolerance");
    off.setPrefWidth(MOMENT_WIDTH);
    grid.add(off, 1, 1);
    return grid;
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  private static TextArea area(StringProperty of, int rows, String id) {
    TextArea area = new TextArea();
    area.setWrapText(true);
    area.setPrefRowCount(rows);
    area.textProperty().bindBidirectional(of);
    area.setId(id);
    TabLeaves.on(area);
    return area;
  }
}
