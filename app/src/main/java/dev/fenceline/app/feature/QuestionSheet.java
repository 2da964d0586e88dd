package dev.fenceline.app.feature;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A sheet that asks a question with a few answers. The first answer has the focus. */
public final class QuestionSheet extends VBox {
  private static final double WIDTH = 480;
  private static final double GAP = 12;
  private static final double LIST_MAX = 220;

  private final Button first;

  /**
   * An answer.
   *
   * @param id the identifier of its button
   * @param words the text of its button
   */
  public record Answer(String id, String words, Runnable effect) {}

  /**
   * Creates a sheet.
   *
   * @param details what the answer depends on
   * @param answers the first one has the focus
   */
  public QuestionSheet(String question, String details, List<Answer> answers) {
    super(GAP);
    getStyleClass().addAll("page-sheet", "form", "question");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setPrefWidth(WIDTH);
    Label title = label(question);
    title.getStyleClass().add("heading");
    ScrollPane list = new ScrollPane(label(details));
    list.setFitToWidth(true);
    list.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    list.setMaxHeight(LIST_MAX);
    list.setFocusTraversable(false);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox row = new HBox(GAP, space);
    List<Button> buttons = answers.stream().map(QuestionSheet::button).toList();
    first = buttons.getFirst();
    first.getStyleClass().add("primary");
    row.getChildren().addAll(buttons.reversed());
    getChildren().setAll(title, list, row);
  }

  private static Button button(Answer answer) {
    Button button = new Button(answer.words());
    button.setId(answer.id());
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> answer.effect().run());
    return button;
  }

  private static Label label(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  @Override
  public void requestFocus() {
    first.requestFocus();
  }
}
