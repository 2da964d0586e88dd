package dev.fenceline.app.authoring;

import dev.fenceline.lesson.Question;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.MomentText;
import dev.fenceline.scenario.setting.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The question of a step, as it is being written; it may be incomplete. */
final class DraftQuestion {
  /** How a question is answered. */
  enum Kind {
    NONE("No question"),
    CHOICES("Choices"),
    MARK("A mark on the time axis");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** The most choices that fit on a card. */
  static final int CHOICES_MAX = 4;

  private static final long TOLERANCE_NANOS = 1_000_000_000;

  private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.NONE);
  private final StringProperty ask = new SimpleStringProperty("");
  private final List<StringProperty> choices =
      Stream.generate(() -> (StringProperty) new SimpleStringProperty(""))
          .limit(CHOICES_MAX)
          .toList();
  private final IntegerProperty answer = new SimpleIntegerProperty(1);
  private final StringProperty mark = new SimpleStringProperty("");
  private final StringProperty tolerance = new SimpleStringProperty(TimeText.of(TOLERANCE_NANOS));
  private final StringProperty because = new SimpleStringProperty("");

  /** What the question was proved by in the file; it is kept. */
  private final List<Expectation> proof;

  DraftQuestion(@Nullable Question origin) {
    proof = origin == null ? List.of() : origin.proof();
    if (origin == null) {
      return;
    }
    Moment at = origin.mark();
    kind.set(at == null ? Kind.CHOICES : Kind.MARK);
    ask.set(origin.ask());
    for (int i = 0; i < origin.choices().size(); i++) {
      choices.get(i).set(origin.choices().get(i));
    }
    answer.set(Math.max(1, origin.answer()));
    mark.set(at == null ? "" : MomentText.of(at));
    tolerance.set(TimeText.of(TimeUnit.MILLISECONDS.toNanos(origin.toleranceMillis())));
    because.set(origin.because());
  }

  ObjectProperty<Kind> kind() {
    return kind;
  }

  StringProperty ask() {
    return ask;
  }

  List<StringProperty> choices() {
    return choices;
  }

  /** Returns the number of the right choice, from 1. */
  IntegerProperty answer() {
    return answer;
  }

  StringProperty mark() {
    return mark;
  }

  StringProperty tolerance() {
    return tolerance;
  }

  StringProperty because() {
    return because;
  }

  /** Returns the values of all that can be changed. */
  List<Kept<?>> values() {
    List<Kept<?>> values = new ArrayList<>(List.of(Kept.of(kind), Kept.of(answer)));
    Stream.concat(Stream.of(ask, mark, tolerance, because), choices.stream())
        .forEach(each -> values.add(Kept.of(each)));
    return values;
  }

  /** Listens to all that can be changed. */
  void listen(InvalidationListener listener) {
    Stream.concat(Stream.of(kind, ask, answer, mark, tolerance, because), choices.stream())
        .forEach(each -> each.addListener(listener));
  }

  /**
   * Returns the question; null for none.
   *
   * @throws IllegalArgumentException if it is not complete; the message says what is missing
   */
  @Nullable Question build() {
    if (kind.get() == Kind.NONE) {
      return null;
    }
    if (ask.get().isBlank()) {
      throw new IllegalArgumentException("the question has no text");
    }
    if (because.get().isBlank()) {
      throw new IllegalArgumentException("say why the answer is right");
    }
    long limit = TimeUnit.NANOSECONDS.toMillis(TimeText.nanos(tolerance.get()));
    if (kind.get() == Kind.MARK) {
      return new Question(
          ask.get().strip(),
          List.of(),
          0,
          MomentText.read(mark.get()),
          limit,
          because.get().strip(),
          proof);
    }
    return new Question(
        ask.get().strip(), given(), answer.get(), null, limit, because.get().strip(), proof);
  }

  /** Returns the choices that have a text; the right one must be among them. */
  private List<String> given() {
    List<String> all = choices.stream().map(each -> each.get().strip()).toList();
    int count = (int) all.stream().takeWhile(each -> !each.isEmpty()).count();
    if (all.stream().skip(count).anyMatch(each -> !each.isEmpty())) {
      throw new IllegalArgumentException("choice " + (count + 1) + " has no text");
    }
    if (answer.get() > count) {
      throw new IllegalArgumentException("the right choice has no text");
    }
    return all.subList(0, count);
  }
}
