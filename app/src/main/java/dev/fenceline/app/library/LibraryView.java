package dev.fenceline.app.library;

import dev.fenceline.app.feature.LineBreaks;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.feature.Tip;
import dev.fenceline.app.library.Card.Pill;
import dev.fenceline.app.library.Card.Tone;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The left side of the window: scenarios with their verdicts, and saved sessions. */
final class LibraryView extends ScrollPane {
  /** The ending of nearly all names, with which many would be too long for a line. */
  private static final String ENDING = ".fenceline";

  private static final double GAP = 3;
  private static final double OUTCOME_GAP = 8;
  private static final double ABOUT_WIDTH = 360;

  /**
   * The rotation of an arrow that points to the right, so that it points down while the group is
   * unfolded.
   */
  private static final double TURN_DEGREES = 90;

  /**
   * Creates the view.
   *
   * @param compare shows the main policies side by side
   */
  LibraryView(LibraryViewModel library, Runnable compare) {
    VBox content = new VBox();
    content.getStyleClass().add("library");
    Hyperlink sideBySide = new Hyperlink("Baseline, CCR and hold side by side");
    sideBySide.setWrapText(true);
    sideBySide.getStyleClass().add("side-by-side");
    sideBySide.setOnAction(_ -> compare.run());
    Runnable fill =
        () -> {
          content
              .getChildren()
              .setAll(library.groups().stream().map(LibraryView::section).toList());
          content.getChildren().addFirst(sideBySide);
        };
    fill.run();
    library.groups().addListener((InvalidationListener) _ -> fill.run());
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("side");
  }

  private static VBox section(CardGroup group) {
    VBox list = new VBox();
    Label hint = new Label(group.whenEmpty());
    hint.getStyleClass().add("card-hint");
    hint.setWrapText(true);
    Runnable fill =
        () -> {
          boolean shown = group.expanded().get();
          int focused = list.getChildren().stream().map(Node::isFocused).toList().indexOf(true);
          list.getChildren()
              .setAll(shown ? group.cards().stream().map(LibraryView::card).toList() : List.of());
          if (focused >= 0 && !list.getChildren().isEmpty()) {
            list.getChildren().get(Math.min(focused, list.getChildren().size() - 1)).requestFocus();
          }
          hint.setVisible(shown && group.cards().isEmpty());
          hint.setManaged(hint.isVisible());
        };
    group.expanded().subscribe(_ -> fill.run());
    group.cards().addListener((InvalidationListener) _ -> fill.run());
    VBox section = new VBox(heading(group), list, hint);
    section.getStyleClass().add("card-group");
    return section;
  }

  /**
   * Returns the heading of a group: its title, the number of its cards, and an arrow that shows
   * whether it is unfolded.
   */
  private static HBox heading(CardGroup group) {
    Region arrow = new Region();
    arrow.getStyleClass().add("section-arrow");
    group.expanded().subscribe(shown -> arrow.setRotate(shown ? TURN_DEGREES : 0));
    Label title = new Label(group.title());
    title.getStyleClass().add("section-title");
    Label count = new Label();
    count.getStyleClass().add("section-count");
    group.cards().addListener((InvalidationListener) _ -> count.setText(count(group)));
    count.setText(count(group));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox heading = new HBox(arrow, title, space, count);
    heading.getStyleClass().add("section-heading");
    heading.setFocusTraversable(true);
    heading.setAccessibleRole(AccessibleRole.TITLED_PANE);
    heading.setAccessibleText(group.title());
    whenPressed(heading, group::toggle);
    return heading;
  }

  private static String count(CardGroup group) {
    return group.cards().isEmpty() ? "" : String.valueOf(group.cards().size());
  }

  private static void whenPressed(Region node, Runnable action) {
    node.setOnMouseClicked(_ -> action.run());
    node.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
        action.run();
        event.consume();
      }
    });
  }

  private static VBox card(Card card) {
    Label title = new Label(withoutEnding(card.title()));
    title.getStyleClass().add("card-title");
    title.setWrapText(true);
    Label detail = new Label();
    detail.getStyleClass().add("card-detail");
    detail.textProperty().bind(card.detail().map(LineBreaks::keepNumbers));
    detail.setWrapText(true);
    detail.setMinHeight(Region.USE_PREF_SIZE);
    detail.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(detail, Priority.ALWAYS);
    Label pill = new Label();
    pill.setMinWidth(Region.USE_PREF_SIZE);
    TermHover.onText(pill);
    card.pill().subscribe(value -> show(pill, value));
    pill.setMinHeight(Region.USE_PREF_SIZE);
    HBox outcome = new HBox(OUTCOME_GAP, detail, pill);
    outcome.setAlignment(Pos.CENTER_LEFT);
    VBox row = new VBox(GAP, title, outcome);
    row.getStyleClass().add("card");
    Tip.onHover(row, () -> Tip.wrapped(card.about(), ABOUT_WIDTH));
    row.setFocusTraversable(true);
    row.setAccessibleRole(AccessibleRole.BUTTON);
    row.accessibleTextProperty()
        .bind(card.detail().map(words -> card.title() + ", " + words + ", " + pill.getText()));
    whenPressed(row, card::open);
    card.current().subscribe(now -> mark(row, "current", now));
    return row;
  }

  private static String withoutEnding(String title) {
    return title.endsWith(ENDING) ? title.substring(0, title.length() - ENDING.length()) : title;
  }

  private static void show(Label label, Pill pill) {
    label.setText(pill.words());
    label.setVisible(!pill.words().isEmpty());
    label.setManaged(!pill.words().isEmpty());
    mark(label, "pill", true);
    mark(label, "good", pill.tone() == Tone.GOOD);
    mark(label, "bad", pill.tone() == Tone.BAD);
  }

  private static void mark(Region node, String styleClass, boolean on) {
    node.getStyleClass().remove(styleClass);
    if (on) {
      node.getStyleClass().add(styleClass);
    }
  }
}
