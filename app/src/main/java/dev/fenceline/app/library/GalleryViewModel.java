package dev.fenceline.app.library;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.library.GalleryCard.Kind;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.swimlane.pen.Palette;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The cards of the gallery. Their miniatures are drawn one after another, off the application
 * thread, and only those of the cards that the user sees. Used on the application thread.
 */
final class GalleryViewModel {
  /** The lessons of the ten-minute tour. */
  static final String FIRST_OF_TOUR = "stale-write";

  private final Workspace workspace;
  private final ActionRegistry actions;
  private final GalleryContents contents;
  private final ObservableValue<Palette> palette;
  private final Consumer<List<OpenSession>> comparing;
  private final Consumer<Lesson> exporting;
  private final ObservableList<GalleryCard> cards = FXCollections.observableArrayList();
  private final StringProperty search = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable GalleryCard> compared = new SimpleObjectProperty<>();
  private final Map<Path, GalleryCard> files = new HashMap<>();
  private List<GalleryCard> shipped = List.of();
  private List<GalleryCard> seen = List.of();
  private int pixels;
  private boolean isLoaded;
  private boolean isDrawing;

  /**
   * Creates the model of a gallery without cards.
   *
   * @param palette the colours of the miniatures
   * @param comparing shows two sessions side by side
   * @param exporting asks where to write a lesson to
   */
  GalleryViewModel(
      Workspace workspace,
      ActionRegistry actions,
      ObservableValue<Palette> palette,
      Consumer<List<OpenSession>> comparing,
      Consumer<Lesson> exporting) {
    this.workspace = workspace;
    this.actions = actions;
    this.contents = new GalleryContents(workspace, actions);
    this.palette = palette;
    this.comparing = comparing;
    this.exporting = exporting;
    palette.subscribe(_ -> drawNext());
    workspace
        .preferences()
        .lessonScores()
        .addListener((MapChangeListener<String, String>) _ -> tellScores());
  }

  /** Returns all cards: lessons, scenarios, sessions. */
  ObservableList<GalleryCard> cards() {
    return cards;
  }

  /** Returns what the user searches for. */
  StringProperty search() {
    return search;
  }

  /** Returns the card that waits for another one to be compared with; null for none. */
  ObjectProperty<@Nullable GalleryCard> compared() {
    return compared;
  }

  /** Returns the cards that match the search. */
  List<GalleryCard> found() {
    return cards.stream().filter(card -> card.matches(search.get())).toList();
  }

  /** Asks where to write a lesson to, and writes it. */
  void export(Lesson lesson) {
    exporting.accept(lesson);
  }

  /** Starts the tour. */
  void takeTour() {
    actions.get("lessons.start." + FIRST_OF_TOUR).perform();
  }

  /** Reads what there is. What ships is read once; files that were opened meanwhile are added. */
  void load() {
    compared.set(null);
    if (isLoaded) {
      fill();
      return;
    }
    isLoaded = true;
    workspace
        .jobs()
        .start(
            "Filling the gallery",
            _ -> contents.shipped(),
            found -> {
              shipped = found;
              tellScores();
              fill();
            },
            error -> {
              throw new IllegalStateException("what ships can be read", error);
            });
  }

  private void fill() {
    List<GalleryCard> all = new ArrayList<>(shipped);
    workspace
        .preferences()
        .recent()
        .forEach(file -> all.add(files.computeIfAbsent(file, contents::card)));
    if (!cards.equals(all)) {
      cards.setAll(all);
    }
  }

  private void tellScores() {
    Map<String, String> scores = workspace.preferences().lessonScores();
    List<String> ids = LessonLibrary.ids();
    for (int i = 0; i < Math.min(ids.size(), shipped.size()); i++) {
      GalleryCard card = shipped.get(i);
      if (card.text().kind() == Kind.LESSON) {
        card.note().set(card.text().note() + score(scores.get(ids.get(i))));
      }
    }
  }

  private static String score(@Nullable String score) {
    return score == null || !score.matches("\\d{1,3}/\\d{1,3}")
        ? ""
        : " \u00b7 " + (score.endsWith("/0") ? "taken" : score.replace("/", " of ") + " right");
  }

  /** Takes a card to be compared; the second one that is taken is compared with the first. */
  void compare(GalleryCard card) {
    GalleryCard first = compared.get();
    if (first == null || first == card) {
      compared.set(first == null ? card : null);
      return;
    }
    compared.set(null);
    workspace
        .jobs()
        .start(
            "Comparing two runs",
            _ -> List.of(first.content().make(), card.content().make()),
            comparing,
            error ->
                workspace
                    .messages()
                    .problem(
                        new Problem(
                            "The two cannot be compared",
                            first.text().title() + ", " + card.text().title(),
                            String.valueOf(error.getMessage()))));
  }

  /**
   * Draws the miniatures of the cards that the user sees now, and of no others.
   *
   * @param imageWidth their width, in pixels of the screen
   */
  void see(List<GalleryCard> now, int imageWidth) {
    seen = now;
    pixels = imageWidth;
    drawNext();
  }

  private void drawNext() {
    Miniature.Look look = new Miniature.Look(palette.getValue(), pixels);
    Optional<GalleryCard> next =
        isDrawing
            ? Optional.empty()
            : seen.stream().filter(card -> !card.isDrawn(look)).findFirst();
    next.ifPresent(card -> {
      isDrawing = true;
      workspace
          .jobs()
          .start(
              "Drawing the gallery",
              _ -> drawn(card, look),
              drawn -> {
                card.show(drawn.of(), drawn.image(), look);
                drewOne();
              },
              error -> {
                card.problem().set("No miniature: " + error.getMessage());
                drewOne();
              });
    });
  }

  private static Miniature.Drawn drawn(GalleryCard card, Miniature.Look look) throws Exception {
    Optional<Miniature.Drawn> again = card.miniature().flatMap(kept -> kept.again(look));
    if (again.isPresent()) {
      return again.get();
    }
    OpenSession made = card.content().make();
    return Miniature.draw(card.content().drawn(made), made.timeline(), look);
  }

  private void drewOne() {
    isDrawing = false;
    drawNext();
  }
}
