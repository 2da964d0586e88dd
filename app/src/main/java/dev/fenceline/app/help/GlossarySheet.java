package dev.fenceline.app.help;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.drawing.SharpPicture;
import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.app.glossary.Term;
import dev.fenceline.app.glossary.TermPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/** The sheet with the terms of the glossary. Typing filters them. */
final class GlossarySheet extends VBox {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 560;
  private static final double GAP = 12;

  /** The padding of the sheet and the scroll bar beside the list. */
  private static final double AROUND = 48;

  private static final double ENTRY_PADDING = 12;

  private final Glossary glossary;
  private final Palette palette;
  private final TextWidths widths = new TextWidths();
  private final LaneFonts fonts = new LaneFonts();
  private final TextField search = new TextField();
  private final VBox list = new VBox();
  private final ScrollPane scroll = new ScrollPane(list);

  /**
   * Creates the sheet.
   *
   * @param palette the colours of the pictures
   */
  GlossarySheet(Glossary glossary, Palette palette, Runnable done) {
    super(GAP);
    this.glossary = glossary;
    this.palette = palette;
    getStyleClass().addAll("page-sheet", "glossary");
    setMaxSize(WIDTH, HEIGHT);
    setPrefHeight(HEIGHT);
    Label title = new Label("Glossary");
    title.getStyleClass().add("heading");
    title.setMinWidth(Region.USE_PREF_SIZE);
    search.setPromptText("Find a term");
    search.setAccessibleText("Find a term");
    HBox.setHgrow(search, Priority.ALWAYS);
    Button close = new Button("Close");
    close.setMinWidth(Region.USE_PREF_SIZE);
    close.setOnAction(_ -> done.run());
    HBox head = new HBox(GAP, title, search, close);
    head.setAlignment(Pos.CENTER_LEFT);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(head, scroll);
    search.textProperty().subscribe(this::show);
    list.widthProperty().subscribe((_, _) -> wrap());
  }

  @Override
  public void requestFocus() {
    search.requestFocus();
  }

  private void show(String wanted) {
    list.getChildren().setAll(glossary.matching(wanted).stream().map(this::entry).toList());
    if (list.getChildren().isEmpty()) {
      list.getChildren()
          .add(new VBox(text("No term contains \"" + wanted.strip() + "\".", "source")));
    }
    scroll.setVvalue(0);
  }

  private VBox entry(Term term) {
    VBox entry =
        new VBox(
            text(term.term(), "term"),
            text(term.definition(), "definition"),
            text(term.source(), "source"));
    entry.getStyleClass().add("glossary-entry");
    if (!term.picture().isEmpty()) {
      entry.getChildren().add(2, picture(term));
    }
    return entry;
  }

  private SharpPicture picture(Term term) {
    TermPicture picture = TermPicture.of(term.picture());
    SharpPicture shown =
        new SharpPicture(
            TermPicture.WIDTH,
            picture.height(),
            context -> picture.paint(new CanvasPen(context, widths, fonts), palette));
    shown.setAccessibleText("Picture of " + term.term());
    return shown;
  }

  /**
   * Creates a text. A label would be matched against all rules for labels, in each of many terms.
   */
  private Text text(String words, String styleClass) {
    Text text = new Text(words);
    text.getStyleClass().add(styleClass);
    text.setWrappingWidth(wrappingWidth());
    return text;
  }

  private double wrappingWidth() {
    return (list.getWidth() > 0 ? list.getWidth() : WIDTH - AROUND) - ENTRY_PADDING;
  }

  private void wrap() {
    list.getChildren().stream()
        .flatMap(entry -> ((VBox) entry).getChildren().stream())
        .filter(Text.class::isInstance)
        .map(Text.class::cast)
        .forEach(text -> text.setWrappingWidth(wrappingWidth()));
  }
}
