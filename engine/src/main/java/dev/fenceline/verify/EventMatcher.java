package dev.fenceline.verify;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldPath;
import dev.fenceline.event.schema.KindSchema;
import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Conditions.Condition;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the events of a timeline that match a pattern. */
final class EventMatcher {
  private static final int LANE_COUNTS_MOST = 1000;

  private final Timeline timeline;
  private final EventPattern pattern;
  private final @Nullable Class<? extends Detail> kind;
  private final @Nullable Lane lane;
  private final Map<String, FieldPath> fields;

  EventMatcher(Timeline timeline, EventPattern pattern) {
    this.timeline = timeline;
    this.pattern = pattern;
    String wanted = pattern.lane();
    kind = EventSchema.byName().get(pattern.event());
    lane = wanted == null ? null : Lane.parse(wanted);
    fields = EventSchema.find(pattern.event()).map(KindSchema::single).orElse(Map.of());
  }

  /** Returns the index of the first matching event at or after an index, or -1 if there is none. */
  int next(int from) {
    for (int i = from, size = timeline.size(); i < size; i++) {
      if (isOfKind(i) && isOnLane(i) && unmet(timeline.detail(i), pattern.with()).isEmpty()) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns the event at or after an index that the pattern selects by its number, or null if there
   * is none.
   */
  @Nullable Event meant(int from) {
    int index = from - 1;
    for (int i = 0; i < pattern.nth(); i++) {
      index = next(index + 1);
      if (index < 0) {
        return null;
      }
    }
    return timeline.event(index);
  }

  private boolean isOfKind(int index) {
    return timeline.detail(index).getClass() == kind;
  }

  private boolean isOnLane(int index) {
    return lane == null || lane.equals(timeline.lane(index));
  }

  /** Reports whether an event is one of the pattern. */
  boolean isMetBy(Event event) {
    return event.detail().getClass() == kind
        && (lane == null || lane.equals(event.lane()))
        && unmet(event.detail(), pattern.with()).isEmpty();
  }

  /** Returns the conditions that an event of this kind does not meet. */
  List<Condition> unmet(Detail detail, Conditions conditions) {
    return conditions.all().stream()
        .filter(condition -> !condition.holds(value(detail, condition.field())))
        .toList();
  }

  /** Returns the value of a field of an event of this kind, or null if it has none. */
  @Nullable Object value(Detail detail, String field) {
    return Objects.requireNonNull(fields.get(field), field).value(detail);
  }

  /** Describes the values of an event that do not meet conditions, such as {@code status 321}. */
  String held(Detail detail, List<Condition> conditions) {
    return String.join(
        ", ",
        conditions.stream()
            .map(condition ->
                condition.field() + " " + condition.shown(value(detail, condition.field())))
            .toList());
  }

  /**
   * Returns the event of this kind that comes closest to the pattern, or null if there is none of
   * the kind.
   */
  @Nullable Event nearest() {
    int nearest = -1;
    int closest = Integer.MIN_VALUE;
    for (int i = 0, size = timeline.size(); i < size; i++) {
      if (isOfKind(i)) {
        int closeness =
            (isOnLane(i) ? LANE_COUNTS_MOST : 0) - unmet(timeline.detail(i), pattern.with()).size();
        if (closeness > closest) {
          closest = closeness;
          nearest = i;
        }
      }
    }
    return nearest < 0 ? null : timeline.event(nearest);
  }

  /** Describes the nearest event and how it differs from the pattern. */
  String seenInstead(@Nullable Event nearest) {
    if (nearest == null) {
      return "no " + pattern.event() + " at all";
    }
    List<Condition> unmet = unmet(nearest.detail(), pattern.with());
    String differs = unmet.isEmpty() ? "" : " with " + held(nearest.detail(), unmet);
    return place(nearest) + differs;
  }

  /** Describes an event: {@code ccr-ended on host/nvme4 at 14.011 s}. */
  String place(Event event) {
    return "%s on %s at %s".formatted(pattern.event(), event.lane(), Text.moment(event.nanos()));
  }

  /** Describes the pattern: {@code ccr-answered on host/nvme4 with status = 0}. */
  @Override
  public String toString() {
    String number = pattern.nth() == 1 ? "" : " no. " + pattern.nth();
    String where = lane == null ? "" : " on " + lane;
    String with = pattern.with().all().isEmpty() ? "" : " with " + pattern.with();
    return pattern.event() + number + where + with;
  }
}
