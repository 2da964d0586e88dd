package dev.fenceline.app.library;

import dev.fenceline.app.library.GalleryCard.Kind;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/** The page with a card for each lesson, scenario and session. */
final class GalleryView extends VBox {
  private static final double GAP = 14;
  private static final double CARD_WIDTH = 272;
  private static final double MINIATURE_HEIGHT = 132;
  private static final double TEXT_HEIGHT = 62;

  private final GalleryViewModel model;
  private final VBox list = new VBox(GAP);

  /**
   * Creates the page.
   *
   * @param leave returns to the session
   */
  GalleryView(GalleryViewModel model, Runnable leave) {
    super(GAP);
    this.model = model;
    getStyleClass().add("gallery");
    TextField search = new TextField();
    search.setPromptText("Find a lesson, scenario or session");
    search.setPrefColumnCount(24);
    search.textProperty().bindBidirectional(model.search());
    Button tour = button("Take the ten-minute tour", model::takeTour);
    tour.getStyleClass().add("primary");
    tour.setId("gallery.tour");
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    Label heading = new Label("Gallery");
    heading.getStyleClass().add("gallery-title");
    HBox head = new HBox(GAP, heading, between, search, tour, button("To the lab", leave));
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("gallery-head");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    list.getStyleClass().add("gallery-list");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(head, scroll);
    model.search().subscribe(_ -> fill());
    model.cards().subscribe(this::fill);
    setFocusTraversable(true);
  }

  private void fill() {
    list.getChildren().clear();
    List<GalleryCard> found = model.found();
    for (Kind kind : Kind.values()) {
      List<GalleryCard> cards = found.stream().filter(card -> card.kind() == kind).toList();
      if (!cards.isEmpty()) {
        Label heading = new Label(kind.words());
        heading.getStyleClass().add("gallery-heading");
        FlowPane row = new FlowPane(GAP, GAP);
        cards.forEach(card -> row.getChildren().add(card(card)));
        list.getChildren().addAll(heading, row);
      }
    }
    if (found.isEmpty()) {
      list.getChildren()
          .add(
              new Label(
                  model.cards().isEmpty()
                      ? "The gallery is being filled."
                      : "Nothing contains \"%s\".".formatted(model.search().get().strip())));
    }
  }

  private static VBox card(GalleryCard card) {
    Label title = label(card.title(), "gallery-card-title");
    Label sentence = label(card.sentence(), "gallery-sentence");
    sentence.setMinHeight(TEXT_HEIGHT);
    sentence.setMaxHeight(TEXT_HEIGHT);
    sentence.setPrefHeight(TEXT_HEIGHT);
    sentence.setAlignment(Pos.TOP_LEFT);
    Label pill = new Label();
    pill.getStyleClass().add("pill");
    card.pill()
        .subscribe(outcome -> {
          pill.setText(outcome.words());
          pill.setVisible(!outcome.words().isEmpty());
          pill.setManaged(pill.isVisible());
          pill.getStyleClass().removeAll("good", "bad");
          switch (outcome.tone()) {
            case GOOD -> pill.getStyleClass().add("good");
            case BAD -> pill.getStyleClass().add("bad");
            case PLAIN -> {}
          }
        });
    Label note = label(card.note(), "gallery-note");
    note.setWrapText(false);
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    Button start = button(card.kind().verb(), card::start);
    start.setAccessibleText(card.kind().verb() + " " + card.title());
    HBox foot = new HBox(8, pill, note, between, start);
    foot.setAlignment(Pos.CENTER_LEFT);
    VBox box = new VBox(8, miniature(card), title, sentence, foot);
    box.getStyleClass().add("gallery-card");
    box.setPrefWidth(CARD_WIDTH);
    box.setMaxWidth(CARD_WIDTH);
    return box;
  }

  private static Pane miniature(GalleryCard card) {
    Pane frame = new Pane();
    frame.getStyleClass().add("gallery-miniature");
    frame.setMinHeight(MINIATURE_HEIGHT);
    frame.setMaxHeight(MINIATURE_HEIGHT);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(frame.widthProperty());
    clip.heightProperty().bind(frame.heightProperty());
    frame.setClip(clip);
    double factor = CARD_WIDTH / Miniature.WIDTH;
    card.miniature().subscribe(canvas -> show(frame, canvas, factor));
    return frame;
  }

  private static void show(Pane frame, @Nullable Canvas canvas, double factor) {
    frame.getChildren().clear();
    if (canvas != null) {
      canvas.getTransforms().setAll(new Scale(factor, factor));
      Group group = new Group(canvas);
      group.setManaged(false);
      frame.getChildren().setAll(group);
    }
  }

  private static Button button(String words, Runnable effect) {
    Button button = new Button(words);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> effect.run());
    return button;
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }
}
