package dev.fenceline.timeline;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.schema.FieldPath;
import dev.fenceline.event.schema.FieldSchema;
import dev.fenceline.event.schema.KindSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query for events that a user types, such as {@code ccr status:failed lane:nvme4}. All terms
 * must match, regardless of case. A term is
 *
 * <ul>
 *   <li>a word or {@code "several words"}: a part of the kind, the lane or a field's text;
 *   <li>{@code kind:}, {@code lane:} or {@code text:} with a part of it; the whole name of a kind
 *       means only that kind, and a number at the end of a lane is a whole number;
 *   <li>a field's name with its value: {@code cid:5} (numbers must be equal, also {@code 0x5}),
 *       {@code source:nvme3} (texts must contain it), {@code impacted.ciu:1}; {@code op:} is short
 *       for {@code operation:};
 *   <li>{@code status:failed} or {@code status:ok}: how a command, a reset or a reconnect ended;
 *   <li>{@code after:12.5}, {@code before:14}: seconds of the session; {@code seq:1234} or {@code
 *       seq:100..200};
 *   <li>several values separated by bars, of which one must match: {@code lane:nvme3|nvme4};
 *   <li>any of these after a minus sign: the opposite.
 * </ul>
 */
public final class EventFilter implements Predicate<Event> {
  /** Maximum number of terms. Longer queries are truncated. */
  static final int MAX_TERMS = 32;

  private static final double NANOS_PER_SECOND = 1e9;

  static final Pattern TERM = Pattern.compile("(-?)(?:([A-Za-z.]+):)?(?:\"([^\"]*)\"?|(\\S+))");

  private final List<Predicate<Event>> terms;
  private final String query;

  private EventFilter(String query, List<Predicate<Event>> terms) {
    this.query = query;
    this.terms = List.copyOf(terms);
  }

  /**
   * Parses a query. Any text is accepted, and an empty one matches every event; {@link
   * FilterProblem} tells what is wrong with a text.
   */
  public static EventFilter parse(String query) {
    List<Predicate<Event>> terms = new ArrayList<>();
    Matcher matcher = TERM.matcher(query);
    while (matcher.find() && terms.size() < MAX_TERMS) {
      String quoted = matcher.group(3);
      String value = (quoted == null ? matcher.group(4) : quoted).toLowerCase(Locale.ROOT);
      String name = matcher.group(2);
      Predicate<Event> term = name == null ? word(value) : anyOf(name, value, quoted != null);
      terms.add("-".equals(matcher.group(1)) ? term.negate() : term);
    }
    return new EventFilter(query, terms);
  }

  @Override
  public boolean test(Event event) {
    for (Predicate<Event> term : terms) {
      if (!term.test(event)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the text of the query. */
  @Override
  public String toString() {
    return query;
  }

  private static Predicate<Event> word(String word) {
    TextPart part = new TextPart(word);
    return event ->
        part.isInKind(event.detail())
            || part.isInLane(event.lane())
            || part.isInValues(event.detail());
  }

  /** Returns a test for any of several values, which are separated by bars. */
  private static Predicate<Event> anyOf(String name, String value, boolean isQuoted) {
    return values(name, value, isQuoted).stream()
        .map(each -> named(name, each))
        .reduce(Predicate::or)
        .orElseThrow();
  }

  /** Splits the values of a term. In a quoted text, a bar is a part of the text. */
  static List<String> values(String name, String value, boolean isQuoted) {
    boolean isText = isQuoted && !name.equalsIgnoreCase("lane") && !name.equalsIgnoreCase("kind");
    return isText ? List.of(value) : List.of(value.split("\\|", -1));
  }

  private static Predicate<Event> named(String name, String value) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "kind" -> {
        TextPart part = new TextPart(value);
        yield EventSchema.byName().containsKey(value)
            ? event -> EventSchema.kind(event.detail()).equals(value)
            : event -> part.isInKind(event.detail());
      }
      case "lane" -> {
        TextPart part = new TextPart(value);
        yield event -> part.isInLane(event.lane());
      }
      case "text" -> {
        TextPart part = new TextPart(value);
        yield event -> part.isInTexts(event.detail());
      }
      case "seq" -> sequence(value);
      case "after" -> time(value, nanos -> event -> event.nanos() >= nanos);
      case "before" -> time(value, nanos -> event -> event.nanos() < nanos);
      case "status" -> status(value);
      case "op" -> field("operation", value);
      default -> field(name, value);
    };
  }

  private static Predicate<Event> sequence(String value) {
    int dots = value.indexOf("..");
    if (dots < 0) {
      Long number = number(value);
      return event -> number != null && number == event.sequence();
    }
    Long from = dots == 0 ? Long.valueOf(0) : number(value.substring(0, dots));
    String end = value.substring(dots + 2);
    Long to = end.isEmpty() ? Long.valueOf(Long.MAX_VALUE) : number(end);
    return event ->
        from != null && to != null && from <= event.sequence() && event.sequence() <= to;
  }

  /** A value of an event that has a name. */
  private interface Named {
    @Nullable Object of(Detail detail);
  }

  private static Predicate<Event> field(String name, String value) {
    Map<Class<?>, List<Named>> byKind = new ConcurrentHashMap<>();
    Long number = number(value);
    return event -> {
      Detail detail = event.detail();
      List<Named> known = byKind.get(detail.getClass());
      if (known == null) {
        known = byKind.computeIfAbsent(detail.getClass(), _ -> named(name, EventSchema.of(detail)));
      }
      for (Named field : known) {
        Object held = field.of(detail);
        if (held instanceof Number it
            ? number != null && number == it.longValue()
            : contains(held, value)) {
          return true;
        }
      }
      return false;
    };
  }

  /**
   * Returns the values that a kind of event has under a name; a name with a dot refers to a nested
   * record.
   */
  private static List<Named> named(String name, KindSchema kind) {
    List<Named> found = new ArrayList<>();
    if (name.indexOf('.') < 0) {
      for (FieldSchema field : kind.fields()) {
        if (field.key().equalsIgnoreCase(name) || field.name().equalsIgnoreCase(name)) {
          found.add(field::value);
        }
      }
    } else {
      for (FieldPath path : kind.paths().values()) {
        if (path.name().equalsIgnoreCase(name)) {
          found.add(path::plain);
        }
      }
    }
    return List.copyOf(found);
  }

  private static Predicate<Event> time(String typed, LongFunction<Predicate<Event>> test) {
    String number = typed.endsWith("s") ? typed.substring(0, typed.length() - 1) : typed;
    try {
      return test.apply(Math.round(Double.parseDouble(number) * NANOS_PER_SECOND));
    } catch (NumberFormatException notTyped) {
      return _ -> false;
    }
  }

  private static Predicate<Event> status(String value) {
    return switch (value) {
      case "failed", "error", "bad" -> event -> ending(event.detail()) == Ending.FAILED;
      case "ok", "good", "success" -> event -> ending(event.detail()) == Ending.OK;
      default -> field("status", value);
    };
  }

  private enum Ending {
    OK,
    FAILED,
    NEITHER;

    static Ending of(int status) {
      return status < 0 ? NEITHER : status == 0 ? OK : FAILED;
    }
  }

  /** Returns the ending that the event reports, if any. */
  private static Ending ending(Detail detail) {
    return switch (detail) {
      case CommandEvent.Completed it -> Ending.of(it.status());
      case CommandEvent.Answered it -> Ending.of(it.status());
      case CommandEvent.Executed it -> Ending.of(it.status());
      case CommandEvent.AnsweredLate _, CommandEvent.TimedOut _ -> Ending.FAILED;
      case CommandEvent.Cancelled _, CommandEvent.Revoked _ -> Ending.FAILED;
      case PduEvent.Passed it -> Ending.of(it.status());
      case IoEvent.Ended it -> Ending.of(it.status());
      case KeepAliveEvent.Answered _, KeepAliveEvent.Accepted _ -> Ending.OK;
      case KeepAliveEvent.Expired _, KeepAliveEvent.Failed _ -> Ending.FAILED;
      case KeepAliveEvent.Late _, KeepAliveEvent.Lapsed _ -> Ending.FAILED;
      case FencingEvent.CcrAnswered it -> Ending.of(it.status());
      case FencingEvent.CcrEnded it -> it.outcome().isSuccess() ? Ending.OK : Ending.FAILED;
      case FencingEvent.CcrExhausted _, FencingEvent.CcrTimedOut _ -> Ending.FAILED;
      case FencingEvent.TargetRejected _, ActionEvent.Refused _ -> Ending.FAILED;
      case ActionEvent.CcrAnswered it -> Ending.of(it.status());
      case InstanceEvent.Noticed _ -> Ending.FAILED;
      case ReconnectEvent.Failed _, ReconnectEvent.Removed _ -> Ending.FAILED;
      case ReconnectEvent.Succeeded _ -> Ending.OK;
      default -> Ending.NEITHER;
    };
  }

  private static boolean contains(@Nullable Object value, String part) {
    return value != null && value.toString().toLowerCase(Locale.ROOT).contains(part);
  }

  /** Returns a typed number; null if the text is not a number. */
  private static @Nullable Long number(String typed) {
    try {
      return Long.decode(typed);
    } catch (NumberFormatException notTyped) {
      return null;
    }
  }
}
