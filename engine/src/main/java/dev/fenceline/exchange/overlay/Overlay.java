package dev.fenceline.exchange.overlay;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.Note;
import dev.fenceline.event.RunEvent;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionNote;
import dev.fenceline.timeline.Alignment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An overlay of two sessions: a session with the events of both, on the clock of the first. The
 * lanes of the second have a mark before their names ({@code log: nvme4}), so the overlay is an
 * ordinary session: the display, tables and logs show both side by side. The stages and the verdict
 * of the second run are left out. The earliest event of either is at time 0.
 */
public final class Overlay {
  private static final String OTHER = "B";
  private static final int NANO_DIGITS = 9;
  private static final Pattern BY_HAND =
      Pattern.compile(" Moved by hand by (-?[0-9.]{1,20}) s\\.$");

  /** Events of one session, with their mark and the shift of their times and operation numbers. */
  private record Part(List<Event> events, String mark, long moveNanos, long operations) {
    long fromNanos() {
      return events.isEmpty() ? Long.MAX_VALUE : events.getFirst().nanos() + moveNanos;
    }

    Part later(long nanos) {
      return new Part(events, mark, moveNanos + nanos, operations);
    }
  }

  private record Placed(Event event, boolean isAbove, long nanos) {}

  private Overlay() {}

  /** Reports whether these are the events of an overlay. */
  public static boolean is(List<Event> events) {
    return events.stream().anyMatch(Overlay::isMarked);
  }

  private static boolean isMarked(Event event) {
    return !event.lane().mark().isEmpty();
  }

  private static boolean isMarked(SessionNote note) {
    return !note.lane().isEmpty() && !Lane.parse(note.lane()).mark().isEmpty();
  }

  /**
   * Returns the alignment of the two parts of an overlay. An offset of 0 means that they are
   * aligned where they match.
   */
  public static Alignment alignment(List<Event> overlay) {
    return Alignment.of(
        overlay.stream().filter(event -> !isMarked(event)).toList(),
        overlay.stream().filter(Overlay::isMarked).toList());
  }

  /** Overlays two sessions at the offset at which their events match. */
  public static Session of(Session first, Session second) {
    Alignment alignment = Alignment.of(first.events(), second.events());
    long offset = alignment.isFound() ? alignment.offsetNanos() : 0;
    return of(first, second, offset, alignment.words(second.header().title()));
  }

  /**
   * Overlays two sessions with a given offset.
   *
   * @param offsetNanos the offset that turns times of the second into times of the first
   * @param words the source of the offset, for display
   * @throws IllegalArgumentException if one of them is already an overlay
   */
  public static Session of(Session first, Session second, long offsetNanos, String words) {
    if (is(first.events()) || is(second.events())) {
      throw new IllegalArgumentException(
          "two sessions are overlaid already; a third cannot be added");
    }
    String mark = mark(second.header());
    List<Event> over = new ArrayList<>();
    long beginNanos = beginNanos(second.events());
    over.add(
        new Event(second.events().size() + 1L, beginNanos, Lane.LAB, Cause.NONE, new Note(words)));
    second.events().stream()
        .filter(event -> !isOfTheRun(event))
        .map(event -> notBefore(beginNanos, event))
        .forEach(over::add);
    Part below = new Part(first.events(), "", 0, 0);
    Part above = new Part(over, mark, offsetNanos, operations(first.events()));
    long early = -Math.min(below.fromNanos(), above.fromNanos());
    List<SessionNote> notes = new ArrayList<>();
    first.notes().forEach(note -> notes.add(moved(note, "", early)));
    second.notes().forEach(note -> notes.add(moved(note, mark, offsetNanos + early)));
    return new Session(
        header(first.header(), second.header()),
        merged(below.later(early), above.later(early)),
        notes,
        null,
        Map.of(),
        List.of(),
        List.of());
  }

  /**
   * Returns the same overlay with its second session shifted to later times, or to earlier times if
   * {@code nanos} is negative.
   */
  public static Session moved(Session overlay, long nanos) {
    Part below =
        new Part(overlay.events().stream().filter(event -> !isMarked(event)).toList(), "", 0, 0);
    Part above =
        new Part(
            sayingHowFar(overlay.events().stream().filter(Overlay::isMarked).toList(), nanos),
            "",
            nanos,
            0);
    long early = -Math.min(below.fromNanos(), above.fromNanos());
    List<SessionNote> notes =
        overlay.notes().stream()
            .map(note -> moved(note, "", isMarked(note) ? nanos + early : early))
            .toList();
    return new Session(
        overlay.header(),
        merged(below.later(early), above.later(early)),
        notes,
        overlay.view(),
        Map.of(),
        List.of(),
        List.of());
  }

  /**
   * Returns the events with a first event that gives the source of the offset, including the total
   * manual shift.
   */
  private static List<Event> sayingHowFar(List<Event> above, long nanos) {
    if (above.isEmpty() || !(above.getFirst().detail() instanceof Note note)) {
      return above;
    }
    List<Event> saying = new ArrayList<>(above);
    saying.set(0, saysHowFar(above.getFirst(), note, nanos));
    return saying;
  }

  private static Event saysHowFar(Event event, Note note, long nanos) {
    Matcher before = BY_HAND.matcher(note.text());
    boolean wasMoved = before.find();
    BigDecimal seconds = wasMoved ? new BigDecimal(before.group(1)) : BigDecimal.ZERO;
    BigDecimal inAll = seconds.add(BigDecimal.valueOf(nanos, NANO_DIGITS)).stripTrailingZeros();
    String found = wasMoved ? note.text().substring(0, before.start()) : note.text();
    String text =
        inAll.signum() == 0
            ? found
            : found + " Moved by hand by %s s.".formatted(inAll.toPlainString());
    return new Event(event.sequence(), event.nanos(), event.lane(), event.cause(), new Note(text));
  }

  /**
   * Returns the time of the first event of a recording. The time at which a log is opened does not
   * count, because no line has it.
   */
  private static long beginNanos(List<Event> events) {
    return events.stream()
        .filter(event -> !(event.detail() instanceof LogEvent.Opened))
        .mapToLong(Event::nanos)
        .findFirst()
        .orElse(0);
  }

  private static Event notBefore(long nanos, Event event) {
    return event.nanos() >= nanos
        ? event
        : new Event(event.sequence(), nanos, event.lane(), event.cause(), event.detail());
  }

  private static boolean isOfTheRun(Event event) {
    return switch (event.detail()) {
      case RunEvent.Started _, RunEvent.Reached _, RunEvent.Ended _ -> true;
      default -> false;
    };
  }

  /**
   * Returns the mark of the second session: a word for its source, or B for a run of a scenario.
   */
  private static String mark(SessionHeader second) {
    String source = second.source();
    return switch (source) {
      case "capture", "relay", "serve" -> source;
      default -> source.startsWith("kernel log") ? "log" : OTHER;
    };
  }

  private static long operations(List<Event> events) {
    long last = 0;
    for (Event event : events) {
      if (event.detail() instanceof IoEvent io) {
        last = Math.max(last, io.operation());
      }
    }
    return last;
  }

  private static SessionHeader header(SessionHeader first, SessionHeader second) {
    return SessionHeader.of(
        ProgramVersion.number(),
        first.title() + " with " + second.title(),
        first.scenario(),
        first.seed(),
        first.clock(),
        first.source() + " with " + second.source());
  }

  private static SessionNote moved(SessionNote note, String mark, long nanos) {
    String lane = note.lane().isEmpty() ? "" : Lane.parse(note.lane()).marked(mark).toString();
    return new SessionNote(
        Lane.marked(mark, note.id()),
        Math.max(0, note.nanos() + nanos),
        Math.max(0, note.toNanos() + nanos),
        lane,
        note.text());
  }

  /** Returns both parts in order of time, renumbered. */
  private static List<Event> merged(Part below, Part above) {
    List<Placed> placed = new ArrayList<>();
    below
        .events()
        .forEach(event -> placed.add(new Placed(event, false, event.nanos() + below.moveNanos())));
    above
        .events()
        .forEach(event -> placed.add(new Placed(event, true, event.nanos() + above.moveNanos())));
    placed.sort(Comparator.comparingLong(Placed::nanos));
    Rewriting ofBelow = rewriting(below, placed, false);
    Rewriting ofAbove = rewriting(above, placed, true);
    List<Event> events = new ArrayList<>(placed.size());
    for (Placed each : placed) {
      Rewriting rewriting = each.isAbove() ? ofAbove : ofBelow;
      Event event = each.event();
      events.add(
          new Event(
              events.size() + 1L,
              each.nanos(),
              event.lane().marked(rewriting.mark()),
              Cause.of(rewriting.sequences().getOrDefault(event.cause().sequence(), 0L)),
              rewriting.of(event.detail())));
    }
    return events;
  }

  private static Rewriting rewriting(Part part, List<Placed> placed, boolean isAbove) {
    Map<Long, Long> sequences = new HashMap<>();
    for (int i = 0; i < placed.size(); i++) {
      if (placed.get(i).isAbove() == isAbove) {
        sequences.put(placed.get(i).event().sequence(), i + 1L);
      }
    }
    return new Rewriting(part.mark(), part.moveNanos(), part.operations(), sequences);
  }
}
