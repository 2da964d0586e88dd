package dev.fenceline.app.library;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.timeline.Timeline;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** A card of the gallery: a lesson, a scenario or a session, with a miniature of its lanes. */
final class GalleryCard {
  /** What a card stands for. */
  enum Kind {
    LESSON("Lesson", "Start"),
    SCENARIO("Scenario", "Run"),
    SESSION("Session", "Open");

    private final String word;
    private final String verb;

    Kind(String word, String verb) {
      this.word = word;
      this.verb = verb;
    }

    /** Returns what the button of a card says. */
    String verb() {
      return verb;
    }
  }

  /**
   * What a card says.
   *
   * @param heading the heading below which it stands
   * @param sentence what it is about
   * @param note a few words beside the buttons, such as the name of its file
   */
  record Text(Kind kind, String heading, String title, String sentence, String note) {}

  /** What a card does. */
  interface Content {
    /** Runs or reads what the card shows; called off the application thread. */
    OpenSession make() throws Exception;

    /** Returns the part of it that the miniature may show, so that it gives no answer away. */
    default Timeline drawn(OpenSession made) {
      return made.timeline();
    }

    /** Starts, runs or opens it. */
    void start();

    /** Returns the lesson that it is, which can be exported; empty for others. */
    default Optional<Lesson> lesson() {
      return Optional.empty();
    }
  }

  private final Text text;
  private final Content content;
  private final StringProperty note;
  private final StringProperty sentence;
  private final ObjectProperty<@Nullable Image> image = new SimpleObjectProperty<>();
  private final ObjectProperty<Card.Pill> pill = new SimpleObjectProperty<>(Card.Pill.NONE);
  private final StringProperty problem = new SimpleStringProperty("");
  private @Nullable Miniature miniature;
  private Miniature.@Nullable Look drawnWith;

  /** Creates a card without a miniature. */
  GalleryCard(Text text, Content content) {
    this.text = text;
    this.content = content;
    this.note = new SimpleStringProperty(text.note());
    this.sentence = new SimpleStringProperty(text.sentence());
  }

  Text text() {
    return text;
  }

  Content content() {
    return content;
  }

  /** Returns a few words beside the buttons, such as how long a lesson takes. */
  StringProperty note() {
    return note;
  }

  /** Returns what it is about; of a session, what happened in it as soon as that is known. */
  StringProperty sentence() {
    return sentence;
  }

  /** Returns the image of its lanes; null until it is drawn. */
  ObjectProperty<@Nullable Image> image() {
    return image;
  }

  /** Returns the verdict; none until it is known, and for lessons. */
  ObjectProperty<Card.Pill> pill() {
    return pill;
  }

  /** Returns why it has no miniature; empty if nothing is wrong. */
  StringProperty problem() {
    return problem;
  }

  /** Reports whether sessions can be compared with what it shows. */
  boolean canCompare() {
    return text.kind() != Kind.LESSON;
  }

  /** Reports whether its miniature looks like this, or cannot be drawn. */
  boolean isDrawn(Miniature.Look look) {
    return !problem.get().isEmpty() || look.equals(drawnWith);
  }

  /** Returns its miniature without colours, if that is still in memory. */
  Optional<Miniature> miniature() {
    return Optional.ofNullable(miniature);
  }

  /** Shows its lanes. */
  void show(Miniature drawn, Image shown, Miniature.Look look) {
    miniature = drawn;
    drawnWith = look;
    image.set(shown);
    if (canCompare()) {
      pill.set(pill(drawn.verdict()));
    }
    if (text.kind() == Kind.SESSION) {
      sentence.set(drawn.headline());
    }
  }

  private static Card.Pill pill(Verdict verdict) {
    return switch (verdict) {
      case INTACT -> new Card.Pill("INTACT", Card.Tone.GOOD);
      case CORRUPT -> new Card.Pill("CORRUPT", Card.Tone.BAD);
      case UNKNOWN -> new Card.Pill("UNKNOWN", Card.Tone.PLAIN);
    };
  }

  /** Reports whether each word of a search occurs in the card. */
  boolean matches(String search) {
    String all =
        String.join(" ", text.kind().word, text.heading(), text.title(), sentence.get())
            .concat(" " + text.note())
            .toLowerCase(Locale.ROOT);
    return Stream.of(search.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
  }
}
