package dev.fenceline.app.library;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page with a card for each lesson, scenario and session. */
final class GalleryView extends VBox {
  private static final double GAP = 14;

  /** How far beyond the visible part miniatures are drawn already. */
  private static final double AHEAD = 160;

  /** The step in which miniatures become wider, in pixels. */
  private static final int PIXELS_STEP = 64;

  private final GalleryViewModel model;
  private final VBox list = new VBox(GAP);
  private final ScrollPane scroll = new ScrollPane(list);
  private final Button tour;
  private final DoubleProperty cardWidth = new SimpleDoubleProperty(Miniature.SHOWN_WIDTH);
  private final IntegerProperty columns = new SimpleIntegerProperty(1);
  private final Map<GalleryCard, GalleryCardView> shown = new LinkedHashMap<>();

  /**
   * Creates the page.
   *
   * @param leave returns to the session
   */
  GalleryView(GalleryViewModel model, Runnable leave) {
    super(GAP);
    this.model = model;
    getStyleClass().add("gallery");
    tour = GalleryCardView.button("Take the ten-minute tour", model::takeTour);
    tour.getStyleClass().add("primary");
    tour.setId("gallery.tour");
    scroll.setFitToWidth(true);
    list.getStyleClass().add("gallery-list");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(head(leave), hint(), scroll);
    model.search().subscribe(_ -> fill());
    model.cards().subscribe(this::fill);
    scroll.vvalueProperty().subscribe(_ -> look());
    scroll.viewportBoundsProperty().subscribe(_ -> look());
    // The cards have their places only after the list has its height.
    list.heightProperty().subscribe(_ -> Platform.runLater(this::look));
    columns.bind(list.widthProperty().map(width -> columns(width.doubleValue())));
    columns.subscribe((_, _) -> fill());
    cardWidth.bind(list.widthProperty().map(width -> cardWidth(width.doubleValue())));
    sceneProperty()
        .subscribe(scene -> {
          look();
          if (scene != null) {
            scene.focusOwnerProperty().subscribe(this::reveal);
          }
        });
  }

  private double room(double listWidth) {
    return listWidth - list.snappedLeftInset() - list.snappedRightInset();
  }

  private int columns(double listWidth) {
    return Math.max(1, (int) ((room(listWidth) + GAP) / (Miniature.SHOWN_WIDTH + GAP)));
  }

  /** Returns the width with which the cards fill the rows of a list. */
  private double cardWidth(double listWidth) {
    double width = Math.floor((room(listWidth) + GAP) / columns(listWidth) - GAP);
    return Math.max(Miniature.SHOWN_WIDTH, width);
  }

  private HBox head(Runnable leave) {
    TextField search = new TextField();
    search.setId("gallery.search");
    search.setPromptText("Find a lesson, scenario or session");
    search.setPrefColumnCount(24);
    search.textProperty().bindBidirectional(model.search());
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    Label heading = new Label("Gallery");
    heading.getStyleClass().add("gallery-title");
    Button lab = GalleryCardView.button("To the lab", leave);
    HBox head = new HBox(GAP, heading, between, search, tour, lab);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("gallery-head");
    return head;
  }

  /** Returns the line that says what to do after the first of two cards was taken. */
  private HBox hint() {
    Label words = new Label();
    words.getStyleClass().add("gallery-hint");
    Button cancel = GalleryCardView.button("Cancel", () -> model.compared().set(null));
    HBox hint = new HBox(GAP, words, cancel);
    hint.setAlignment(Pos.CENTER_LEFT);
    hint.getStyleClass().add("gallery-head");
    hint.setVisible(false);
    hint.managedProperty().bind(hint.visibleProperty());
    model
        .compared()
        .subscribe(first -> {
          hint.setVisible(first != null);
          words.setText(
              first == null
                  ? ""
                  : "Choose the card to compare with \u201c%s\u201d."
                      .formatted(first.text().title()));
        });
    return hint;
  }

  @Override
  public void requestFocus() {
    tour.requestFocus();
  }

  private void fill() {
    list.getChildren().clear();
    List<GalleryCard> found = model.found();
    shown.keySet().retainAll(model.cards());
    Map<String, List<GalleryCard>> groups =
        found.stream()
            .collect(
                Collectors.groupingBy(
                    card -> card.text().heading(), LinkedHashMap::new, Collectors.toList()));
    groups.forEach((words, cards) -> {
      Label heading = new Label(words);
      heading.getStyleClass().add("gallery-heading");
      list.getChildren().addAll(heading, rows(cards));
    });
    if (found.isEmpty()) {
      list.getChildren()
          .add(
              new Label(
                  model.cards().isEmpty()
                      ? "The gallery is being filled."
                      : "Nothing contains \u201c%s\u201d."
                          .formatted(model.search().get().strip())));
    }
    Platform.runLater(this::look);
  }

  /** Returns cards in rows. The cards of a row are as high as the highest of them. */
  private GridPane rows(List<GalleryCard> cards) {
    GridPane rows = new GridPane(GAP, GAP);
    rows.setMinWidth(0);
    for (int i = 0; i < cards.size(); i++) {
      GalleryCardView view =
          shown.computeIfAbsent(cards.get(i), it -> new GalleryCardView(it, model, cardWidth));
      rows.add(view, i % columns.get(), i / columns.get());
    }
    return rows;
  }

  /** Tells the model which cards are in sight; none while the page is not shown. */
  private void look() {
    if (getScene() == null) {
      model.see(List.of(), pixels());
      return;
    }
    Bounds sight = scroll.localToScene(scroll.getLayoutBounds());
    model.see(
        shown.entrySet().stream()
            .filter(entry -> entry.getValue().getScene() != null)
            .filter(entry -> isNear(entry.getValue(), sight))
            .map(Map.Entry::getKey)
            .toList(),
        pixels());
  }

  /** Returns the width of a miniature on the screen, rounded up so that not each width is new. */
  private int pixels() {
    Scene scene = getScene();
    double screen =
        scene == null || scene.getWindow() == null ? 1 : scene.getWindow().getOutputScaleX();
    double shownWidth = cardWidth.get() * screen * getLocalToSceneTransform().getMxx();
    return PIXELS_STEP * (int) Math.ceil(shownWidth / PIXELS_STEP);
  }

  private static boolean isNear(Node card, Bounds sight) {
    Bounds place = card.localToScene(card.getLayoutBounds());
    return place.getHeight() > 0
        && place.getMaxY() > sight.getMinY()
        && place.getMinY() < sight.getMaxY() + AHEAD;
  }

  /** Scrolls to the card whose button has got the focus. */
  private void reveal(@Nullable Node focused) {
    Node card = focused;
    while (card != null && !(card instanceof GalleryCardView)) {
      card = card.getParent();
    }
    if (card == null || card.getScene() == null) {
      return;
    }
    double hidden = list.getHeight() - scroll.getViewportBounds().getHeight();
    Bounds place = list.sceneToLocal(card.localToScene(card.getLayoutBounds()));
    double top = scroll.getVvalue() * hidden;
    double bottom = top + scroll.getViewportBounds().getHeight();
    if (hidden > 0 && (place.getMinY() < top || place.getMaxY() > bottom)) {
      double wanted =
          place.getMinY() < top
              ? place.getMinY() - GAP
              : place.getMaxY() + GAP - scroll.getViewportBounds().getHeight();
      scroll.setVvalue(Math.clamp(wanted / hidden, 0, 1));
    }
  }
}
