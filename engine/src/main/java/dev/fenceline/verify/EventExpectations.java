package dev.fenceline.verify;

import dev.fenceline.event.Event;
import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.setting.Conditions.Condition;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks expectations about events: their order, number, fields, and the time between them. */
final class EventExpectations {
  /** The largest number of events that are named in words. The finding refers to all of them. */
  private static final int NAMED_MAX = 4;

  private final Timeline timeline;
  private final Tolerance tolerance;

  EventExpectations(Timeline timeline, Tolerance tolerance) {
    this.timeline = timeline;
    this.tolerance = tolerance;
  }

  private EventMatcher matcher(EventPattern pattern) {
    return new EventMatcher(timeline, pattern);
  }

  @Nullable Miss sequence(Expectation.Sequence expected) {
    Event before = null;
    String after = "";
    for (EventPattern pattern : expected.of()) {
      EventMatcher matcher = matcher(pattern);
      int found = matcher.next(before == null ? 0 : (int) before.sequence());
      if (found < 0) {
        Event nearest = matcher.nearest();
        boolean tooEarly = nearest != null && matcher.isMetBy(nearest);
        String seen = (tooEarly ? "only earlier: " : "") + matcher.seenInstead(nearest);
        return Miss.of(matcher + after, seen, before, nearest);
      }
      before = timeline.event(found);
      after = " after " + matcher.place(before);
    }
    return null;
  }

  @Nullable Miss count(Expectation.Count expected) {
    EventMatcher matcher = matcher(expected.of());
    List<Event> found = new ArrayList<>();
    for (int i = matcher.next(0); i >= 0; i = matcher.next(i + 1)) {
      found.add(timeline.event(i));
    }
    if (expected.isMetBy(found.size())) {
      return null;
    }
    String wanted = number(expected) + " " + matcher;
    if (found.isEmpty()) {
      Event nearest = matcher.nearest();
      return Miss.of(wanted, matcher.seenInstead(nearest), nearest);
    }
    String moments =
        found.stream()
            .limit(NAMED_MAX)
            .map(event -> Text.moment(event.nanos()))
            .collect(Collectors.joining(", "));
    String more = found.size() > NAMED_MAX ? " and later" : "";
    return new Miss(wanted, "%d, at %s%s".formatted(found.size(), moments, more), found);
  }

  private static String number(Expectation.Count expected) {
    if (expected.exactly() != null) {
      return "exactly " + expected.exactly();
    }
    List<String> limits = new ArrayList<>();
    if (expected.atLeast() != null) {
      limits.add("at least " + expected.atLeast());
    }
    if (expected.atMost() != null) {
      limits.add("at most " + expected.atMost());
    }
    return String.join(" and ", limits);
  }

  @Nullable Miss fields(Expectation.Fields expected) {
    EventMatcher matcher = matcher(expected.of());
    String wanted = matcher + " to have " + expected.are();
    Event event = matcher.meant(0);
    if (event == null) {
      return absent(wanted, matcher);
    }
    List<Condition> unmet = matcher.unmet(event.detail(), expected.are());
    return unmet.isEmpty()
        ? null
        : Miss.of(
            wanted,
            "%s at %s".formatted(matcher.held(event.detail(), unmet), Text.moment(event.nanos())),
            event);
  }

  @Nullable Miss compared(Expectation.Compared expected) {
    EventMatcher of = matcher(expected.of());
    EventMatcher to = matcher(expected.to());
    String wanted = "%s to have %s of %s".formatted(of, expected.are(), to);
    Event event = of.meant(0);
    Event other = to.meant(0);
    if (event == null || other == null) {
      return absent(wanted, event == null ? of : to);
    }
    for (Condition condition : expected.are().all()) {
      Object value = of.value(event.detail(), condition.field());
      Object otherValue = to.value(other.detail(), condition.value());
      Condition concrete =
          new Condition(condition.field(), condition.comparison(), condition.shown(otherValue));
      if (!concrete.holds(value)) {
        String seen =
            "%s %s at %s, %s %s at %s"
                .formatted(
                    condition.field(),
                    condition.shown(value),
                    Text.moment(event.nanos()),
                    condition.value(),
                    condition.shown(otherValue),
                    Text.moment(other.nanos()));
        return Miss.of(wanted, seen, event, other);
      }
    }
    return null;
  }

  @Nullable Miss duration(Expectation.Duration expected) {
    EventMatcher from = matcher(expected.between());
    EventMatcher to = matcher(expected.and());
    String wanted =
        "%s to %s between %s and %s"
            .formatted(
                Tolerance.moment(expected.fromMillis()),
                Tolerance.moment(expected.toMillis()),
                from,
                to);
    Event begin = from.meant(0);
    if (begin == null) {
      return absent(wanted, from);
    }
    Event end = to.meant((int) begin.sequence());
    if (end == null) {
      return absent(wanted, to);
    }
    long tookNanos = end.nanos() - begin.nanos();
    return tolerance.waitIsWithin(tookNanos, expected.fromMillis(), expected.toMillis())
        ? null
        : Miss.of(
            wanted,
            "%s, from %s to %s"
                .formatted(
                    Text.duration(tookNanos), Text.moment(begin.nanos()), Text.moment(end.nanos())),
            begin,
            end);
  }

  private static Miss absent(String wanted, EventMatcher matcher) {
    Event nearest = matcher.nearest();
    return Miss.of(wanted, matcher.seenInstead(nearest), nearest);
  }
}
