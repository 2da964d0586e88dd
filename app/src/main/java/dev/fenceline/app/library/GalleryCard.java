package dev.fenceline.app.library;

import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.canvas.Canvas;
import org.jspecify.annotations.Nullable;

/** A card of the gallery: a lesson, a scenario or a session, with a miniature of its lanes. */
final class GalleryCard {
  /** What a card stands for. */
  enum Kind {
    LESSON("Lessons", "Start"),
    SCENARIO("Scenarios", "Run"),
    SESSION("Sessions", "Open");

    private final String words;
    private final String verb;

    Kind(String words, String verb) {
      this.words = words;
      this.verb = verb;
    }

    /** Returns the heading of the cards of this kind. */
    String words() {
      return words;
    }

    /** Returns what the button of a card says. */
    String verb() {
      return verb;
    }
  }

  /** Makes the events of which the miniature is drawn. */
  interface Events {
    /** Returns them; called off the application thread. */
    Timeline make() throws Exception;
  }

  private final Kind kind;
  private final String title;
  private final String sentence;
  private final String note;
  private final Events events;
  private final Runnable start;
  private final ObjectProperty<@Nullable Canvas> miniature = new SimpleObjectProperty<>();
  private final ObjectProperty<Card.Pill> pill = new SimpleObjectProperty<>(Card.Pill.NONE);

  /**
   * Creates a card without a miniature.
   *
   * @param note a few words beside the button, such as how long a lesson takes
   */
  GalleryCard(
      Kind kind, String title, String sentence, String note, Events events, Runnable start) {
    this.kind = kind;
    this.title = title;
    this.sentence = sentence;
    this.note = note;
    this.events = events;
    this.start = start;
  }

  Kind kind() {
    return kind;
  }

  String title() {
    return title;
  }

  String sentence() {
    return sentence;
  }

  String note() {
    return note;
  }

  Events events() {
    return events;
  }

  void start() {
    start.run();
  }

  /** Returns the miniature; null until it is drawn. */
  ObjectProperty<@Nullable Canvas> miniature() {
    return miniature;
  }

  /** Returns the verdict; none until it is known, and for lessons. */
  ObjectProperty<Card.Pill> pill() {
    return pill;
  }

  /** Reports whether each word of a search occurs in the card. */
  boolean matches(String search) {
    String all = (kind.words() + " " + title + " " + sentence).toLowerCase(Locale.ROOT);
    return Stream.of(search.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
  }

  /** Returns the events of a shipped session. */
  static Timeline read(String resource) throws Exception {
    try (InputStream in = GalleryCard.class.getResourceAsStream(resource)) {
      return Timeline.of(SessionReader.read(Objects.requireNonNull(in, resource)).events());
    }
  }
}
