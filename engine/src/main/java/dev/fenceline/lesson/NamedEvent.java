package dev.fenceline.lesson;

import dev.fenceline.event.Event;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldPath;
import dev.fenceline.lesson.Landmark.Which;
import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Conditions.Comparison;
import dev.fenceline.scenario.setting.Conditions.Condition;
import dev.fenceline.scenario.setting.Spelling;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.EventSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes an event of a run as a landmark, so that the landmark finds this event again. */
public final class NamedEvent {
  private static final int TEXT_MAX = 60;

  private final Timeline timeline;
  private final Event event;
  private final int index;

  private NamedEvent(Timeline timeline, Event event) {
    this.timeline = timeline;
    this.event = event;
    this.index = (int) event.sequence() - 1;
  }

  /**
   * Returns a landmark that finds an event: by its kind and lane, then also by one field, then by
   * all fields. Empty if none of them tells the event from others.
   */
  public static Optional<Landmark> of(Timeline timeline, Event event, String name) {
    return new NamedEvent(timeline, event).find(name);
  }

  private Optional<Landmark> find(String name) {
    List<Condition> fields = conditions();
    Stream<List<Condition>> attempts =
        Stream.concat(
            Stream.concat(Stream.of(List.<Condition>of()), fields.stream().map(List::of)),
            Stream.of(fields));
    return attempts
        .flatMap(with ->
            Stream.of(Which.values()).map(which -> landmark(name, new Conditions(with), which)))
        .filter(this::isFound)
        .findFirst();
  }

  private Landmark landmark(String name, Conditions with, Which which) {
    return new Landmark(
        name, EventSchema.kind(event.detail()), event.lane().toString(), with, which, null);
  }

  private boolean isFound(Landmark landmark) {
    boolean isLast = landmark.which() == Which.LAST;
    return EventSearch.find(timeline, landmark.pattern(), 0, isLast) == index;
  }

  private List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    for (FieldPath path : EventSchema.of(event.detail()).single().values()) {
      String value = text(path.value(event.detail()));
      if (value != null) {
        conditions.add(new Condition(path.name(), Comparison.EQUAL, value));
      }
    }
    return conditions;
  }

  /** Returns a value as conditions name it; null if none can. */
  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case Integer number -> number.toString();
      case Long number -> number.toString();
      case Boolean flag -> flag.toString();
      case Enum<?> constant -> Spelling.word(constant);
      case String text when canBeNamed(text) -> text;
      case null, default -> null;
    };
  }

  /** Reports whether a condition with this text is read as it was written. */
  private static boolean canBeNamed(String text) {
    return !text.isEmpty()
        && text.length() <= TEXT_MAX
        && text.equals(text.strip())
        && Stream.of(Comparison.values()).noneMatch(each -> text.startsWith(each.sign()));
  }
}
