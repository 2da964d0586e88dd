package dev.fenceline.app.library;

import dev.fenceline.app.library.Card.Pill;
import dev.fenceline.app.library.Card.Tone;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The left side: scenarios with their verdicts, and saved sessions. */
public final class LibraryView extends ScrollPane {
  private static final double GAP = 3;
  private static final double ABOUT_WIDTH = 360;
  private static final double SECTION_GAP = 16;

  /** The view of that library. */
  public LibraryView(LibraryViewModel library) {
    VBox content = new VBox();
    content.getStyleClass().add("library");
    Region line = new Region();
    line.getStyleClass().add("section-line");
    VBox.setMargin(line, new Insets(SECTION_GAP, 12, SECTION_GAP, 12));
    content
        .getChildren()
        .setAll(
            section("SCENARIOS", library.scenarios(), "Reading\u2026"),
            line,
            section(
                "SAVED SESSIONS",
                library.sessions(),
                "A session that is opened or saved appears here."));
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("side");
  }

  private static VBox section(String title, ObservableList<Card> cards, String whenEmpty) {
    Label heading = new Label(title);
    heading.getStyleClass().add("section-title");
    VBox list = new VBox();
    Label hint = new Label(whenEmpty);
    hint.getStyleClass().add("card-hint");
    hint.setWrapText(true);
    Runnable fill =
        () -> {
          list.getChildren().setAll(cards.stream().map(LibraryView::card).toList());
          hint.setVisible(cards.isEmpty());
          hint.setManaged(cards.isEmpty());
        };
    fill.run();
    cards.addListener((InvalidationListener) _ -> fill.run());
    return new VBox(heading, list, hint);
  }

  private static BorderPane card(Card card) {
    Label title = new Label(card.title());
    title.getStyleClass().add("card-title");
    Label detail = new Label();
    detail.getStyleClass().add("card-detail");
    detail.textProperty().bind(card.detail());
    Label pill = new Label();
    pill.setMinWidth(Region.USE_PREF_SIZE);
    card.pill().subscribe(value -> show(pill, value));
    BorderPane row = new BorderPane();
    row.setCenter(new VBox(GAP, title, detail));
    HBox end = new HBox(pill);
    end.setAlignment(Pos.CENTER_RIGHT);
    end.setPadding(new Insets(0, 0, 0, 4));
    row.setRight(end);
    row.getStyleClass().add("card");
    Tooltip about = new Tooltip(card.about());
    about.setWrapText(true);
    about.setMaxWidth(ABOUT_WIDTH);
    Tooltip.install(row, about);
    row.setFocusTraversable(true);
    row.setAccessibleRole(AccessibleRole.BUTTON);
    row.accessibleTextProperty()
        .bind(card.detail().map(words -> card.title() + ", " + words + ", " + pill.getText()));
    row.setOnMouseClicked(_ -> card.open());
    row.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
        card.open();
        event.consume();
      }
    });
    card.current().subscribe(now -> mark(row, "current", now));
    return row;
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
