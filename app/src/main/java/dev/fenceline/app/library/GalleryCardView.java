package dev.fenceline.app.library;

import dev.fenceline.app.feature.TermHover;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** A card: the miniature, title and sentence, the verdict, and the buttons. */
final class GalleryCardView extends VBox {
  private static final double GAP = 8;

  /** The radius of the corners inside the border, in pixels. */
  private static final double CORNER = 7;

  /** The height of a miniature for each pixel of its width. */
  private static final double SHAPE = Miniature.SHOWN_HEIGHT / Miniature.SHOWN_WIDTH;

  /**
   * Creates a card.
   *
   * @param width how wide it is, in pixels
   */
  GalleryCardView(GalleryCard card, GalleryViewModel model, ReadOnlyDoubleProperty width) {
    super(GAP);
    getStyleClass().add("gallery-card");
    prefWidthProperty().bind(width);
    maxWidthProperty().bind(width);
    Label sentence = label("", "gallery-sentence");
    sentence.textProperty().bind(card.sentence());
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    sentence.setMaxHeight(Double.MAX_VALUE);
    sentence.setAlignment(Pos.TOP_LEFT);
    // The buttons of a row of cards are beside each other.
    VBox.setVgrow(sentence, Priority.ALWAYS);
    Label title = label(card.text().title(), "gallery-card-title");
    getChildren()
        .setAll(miniature(card, width), title, sentence, origin(card), buttons(card, model));
    model
        .compared()
        .subscribe(first -> {
          getStyleClass().remove("compared");
          if (first == card) {
            getStyleClass().add("compared");
          }
        });
  }

  private static HBox origin(GalleryCard card) {
    Label pill = new Label();
    pill.setMinWidth(Region.USE_PREF_SIZE);
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
    Label note = label("", "gallery-note");
    note.textProperty().bind(card.note());
    note.setWrapText(false);
    HBox origin = new HBox(GAP, pill, note);
    origin.setAlignment(Pos.CENTER_LEFT);
    origin.setMinHeight(20);
    return origin;
  }

  private static HBox buttons(GalleryCard card, GalleryViewModel model) {
    String verb = card.text().kind().verb();
    Button start = button(verb, card.content()::start);
    start.setAccessibleText(verb + " " + card.text().title());
    HBox buttons = new HBox(GAP, start);
    card.content()
        .lesson()
        .ifPresent(lesson -> {
          Button export = button("Export\u2026", () -> model.export(lesson));
          export.setAccessibleText("Export " + card.text().title());
          buttons.getChildren().add(export);
        });
    if (card.canCompare()) {
      Button compare = button("Compare", () -> model.compare(card));
      compare.setAccessibleText("Compare " + card.text().title());
      model
          .compared()
          .subscribe(first ->
              compare.setText(
                  first == null
                      ? "Compare"
                      : first == card ? "Not this one" : "Compare with this"));
      buttons.getChildren().add(compare);
    }
    HBox.setHgrow(start, Priority.NEVER);
    return buttons;
  }

  private static StackPane miniature(GalleryCard card, ReadOnlyDoubleProperty width) {
    ImageView picture = new ImageView();
    picture.fitWidthProperty().bind(width.subtract(2));
    picture.setSmooth(true);
    Label problem = label("", "gallery-undrawn");
    problem
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    card.image().get() == null && card.problem().get().isEmpty()
                        ? "Not drawn yet"
                        : card.problem().get(),
                card.problem(),
                card.image()));
    StackPane frame = new StackPane(picture, problem);
    StackPane.setAlignment(picture, Pos.TOP_LEFT);
    frame.getStyleClass().add("gallery-miniature");
    frame.minHeightProperty().bind(width.multiply(SHAPE));
    frame.maxHeightProperty().bind(frame.minHeightProperty());
    frame.setClip(roundedAbove(frame));
    card.image().subscribe(image -> show(picture, image));
    width.subscribe((_, _) -> show(picture, card.image().get()));
    return frame;
  }

  /**
   * Returns a shape with the upper corners of the card, so that the picture does not cover them.
   */
  private static Rectangle roundedAbove(Region frame) {
    Rectangle shape = new Rectangle();
    shape.setArcWidth(2 * CORNER);
    shape.setArcHeight(2 * CORNER);
    shape.widthProperty().bind(frame.widthProperty());
    shape.heightProperty().bind(frame.heightProperty().add(CORNER));
    return shape;
  }

  private static void show(ImageView picture, @Nullable Image image) {
    picture.setImage(image);
    if (image != null) {
      double factor = image.getWidth() / picture.getFitWidth();
      double height = Math.min(image.getHeight(), SHAPE * image.getWidth());
      picture.setViewport(new Rectangle2D(0, 0, image.getWidth(), height));
      picture.setFitHeight(height / factor);
    }
  }

  static Button button(String words, Runnable effect) {
    Button button = new Button(words);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> effect.run());
    return button;
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    TermHover.onWords(label);
    label.getStyleClass().add(style);
    return label;
  }
}
