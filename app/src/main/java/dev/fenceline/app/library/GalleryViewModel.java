package dev.fenceline.app.library;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.library.GalleryCard.Kind;
import dev.fenceline.app.library.ShippedSessions.Shipped;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.lab.Lab;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.Played;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.canvas.Canvas;

/**
 * The cards of the gallery. Their miniatures are drawn one after another, off the application
 * thread, when the gallery is first shown.
 */
final class GalleryViewModel {
  /** The lessons of the ten-minute tour. */
  static final String FIRST_OF_TOUR = "stale-write";

  private final Workspace workspace;
  private final ActionRegistry actions;
  private final ObservableList<GalleryCard> cards = FXCollections.observableArrayList();
  private final StringProperty search = new SimpleStringProperty("");
  private final Deque<GalleryCard> undrawn = new ArrayDeque<>();
  private boolean isLoaded;

  GalleryViewModel(Workspace workspace, ActionRegistry actions) {
    this.workspace = workspace;
    this.actions = actions;
  }

  /** Returns all cards: lessons, scenarios, sessions. */
  ObservableList<GalleryCard> cards() {
    return cards;
  }

  /** Returns what the user searches for. */
  StringProperty search() {
    return search;
  }

  /** Returns the cards that match the search. */
  List<GalleryCard> found() {
    return cards.stream().filter(card -> card.matches(search.get())).toList();
  }

  /** Starts the tour. */
  void takeTour() {
    actions.get("lessons.start." + FIRST_OF_TOUR).perform();
  }

  /** Reads what there is and draws the miniatures. Does so once. */
  void load(boolean isDark) {
    if (isLoaded) {
      return;
    }
    isLoaded = true;
    workspace
        .jobs()
        .start(
            "Filling the gallery",
            _ -> all(),
            found -> {
              cards.setAll(found);
              undrawn.addAll(found);
              drawNext(isDark);
            },
            error -> {
              throw new IllegalStateException("what ships can be read", error);
            });
  }

  private List<GalleryCard> all() throws IOException {
    List<GalleryCard> all = new ArrayList<>();
    LessonLibrary.all().forEach(lesson -> all.add(card(lesson)));
    ScenarioLibrary.all().stream()
        .filter(scenario -> scenario.group() == Scenario.Group.MAIN)
        .forEach(scenario -> all.add(card(scenario)));
    ShippedSessions.list().forEach(session -> all.add(card(session)));
    return all;
  }

  private GalleryCard card(Lesson lesson) {
    Played played = lesson.plays();
    return new GalleryCard(
        Kind.LESSON,
        lesson.title(),
        lesson.summary(),
        "about %d min".formatted(lesson.minutes()),
        () ->
            played.session() == null
                ? run(played.toRun())
                : GalleryCard.read("/sessions/" + played.session() + Played.SUFFIX),
        () -> actions.get("lessons.start." + lesson.id()).perform());
  }

  private GalleryCard card(Scenario scenario) {
    return new GalleryCard(
        Kind.SCENARIO,
        scenario.title(),
        scenario.summary(),
        "fenceline run " + scenario.id(),
        () -> run(scenario),
        () -> {
          workspace.runs().scenario().set(scenario);
          workspace.runs().start();
        });
  }

  private GalleryCard card(Shipped session) {
    String name = session.resource().substring(session.resource().lastIndexOf('/') + 1);
    return new GalleryCard(
        Kind.SESSION,
        session.header().title(),
        SessionOrigin.words(session.header()),
        name,
        () -> GalleryCard.read(session.resource()),
        () -> workspace.files().openShipped(session.resource(), _ -> {}));
  }

  private static Timeline run(Scenario scenario) {
    return Lab.run(scenario, scenario.seed());
  }

  private record Drawn(Canvas canvas, Verdict verdict) {}

  private void drawNext(boolean isDark) {
    GalleryCard card = undrawn.poll();
    if (card == null) {
      return;
    }
    Consumer<Drawn> show =
        drawn -> {
          card.miniature().set(drawn.canvas());
          if (card.kind() != Kind.LESSON) {
            card.pill().set(pill(drawn.verdict()));
          }
          drawNext(isDark);
        };
    workspace
        .jobs()
        .start(
            "Drawing the gallery",
            _ -> {
              Timeline timeline = card.events().make();
              return new Drawn(Miniature.of(timeline, isDark), Summary.of(timeline).verdict());
            },
            show,
            error -> {
              throw new IllegalStateException(card.title(), error);
            });
  }

  private static Card.Pill pill(Verdict verdict) {
    return switch (verdict) {
      case INTACT -> new Card.Pill("INTACT", Card.Tone.GOOD);
      case CORRUPT -> new Card.Pill("CORRUPT", Card.Tone.BAD);
      case UNKNOWN -> new Card.Pill("UNKNOWN", Card.Tone.PLAIN);
    };
  }
}
