package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import dev.fenceline.app.inspector.InspectorPage.Tone;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.PathState;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.path.ConnectionHistory;
import dev.fenceline.timeline.path.PathHistory;
import dev.fenceline.timeline.span.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a path. It shows its whole history, whichever of its events is selected. */
final class PathPage {
  private static final int LINES_MAX = 8;

  /** A fault command with the name of the path, which the page need not repeat. */
  private static final Pattern FAULT_OF_PATH =
      Pattern.compile("^(?:fault path \\S+ |(heal) path \\S+)(.*)$");

  private PathPage() {}

  /** Returns the page of the path of an event; empty if the event is not about a path itself. */
  static Optional<InspectorPage> of(OpenSession session, Event event, Analysis analysis) {
    if (!(event.detail() instanceof PathEvent)) {
      return Optional.empty();
    }
    PathHistory path = analysis.paths().path(event.lane());
    List<Field> fields = new ArrayList<>(selected(event));
    fields.addAll(fields(path, session.header()));
    List<Link> links = new ArrayList<>(EventLinks.of(session, event));
    path.connections().stream()
        .limit(LINES_MAX)
        .flatMap(it -> ConnectionPage.link(Role.PART, it, words(it)))
        .forEach(links::add);
    Span began = analysis.spans().begunBy(event);
    boolean isUp = !(began instanceof Span.Path state) || state.worst() == PathState.UP;
    return Optional.of(
        new InspectorPage(
            Selected.path(path.lane()),
            began instanceof Span.Path state ? state.worst().word().toUpperCase(Locale.ROOT) : "",
            isUp ? Tone.PLAIN : Tone.BAD,
            fields,
            analysis.explanation().why(event),
            links,
            null));
  }

  private static List<Field> selected(Event event) {
    if (!(event.detail() instanceof PathEvent.StateChanged it)) {
      return Selected.fields(event).stream()
          .filter(field -> !field.name().equals("Its back"))
          .toList();
    }
    String direction = it.direction().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Selected", "%s becomes %s".formatted(it.from().word(), it.to().word())));
    fields.add(new Field("Direction", direction));
    fields.add(new Field("When", Selected.time(event)));
    if (!it.reason().isEmpty()) {
      fields.add(new Field("Reason", it.reason()));
    }
    return fields;
  }

  private static String words(ConnectionHistory connection) {
    return "Connection %d, queue %s"
        .formatted(connection.number(), ConnectionPage.queue(connection));
  }

  private static List<Field> fields(PathHistory path, SessionHeader header) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Leads to", orNotKnown(path.leadsTo())));
    fields.add(
        new Field(
            "Used by",
            orNotKnown(
                path.controllers().stream().map(Lane::name).collect(Collectors.joining(", ")))));
    fields.add(new Field("States", lines(path.states().stream().map(PathPage::state).toList())));
    fields.add(new Field("Not up for", notUp(path)));
    fields.add(
        new Field(
            "Faults",
            path.faults().isEmpty()
                ? none(header)
                : lines(path.faults().stream().map(PathPage::fault).toList())));
    fields.add(new Field("Outages", outages(path, header)));
    fields.add(new Field("Connections", connections(path)));
    fields.add(new Field("Keep alives", keepAlives(path)));
    fields.add(new Field("Requests held", held(path, header)));
    long lost =
        path.connections().stream()
            .map(ConnectionHistory::traffic)
            .mapToLong(it -> it.toTarget().lostBytes() + it.toHost().lostBytes())
            .sum();
    if (lost > 0) {
      fields.add(new Field("Lost on it", Text.spaced(lost) + " bytes"));
    }
    return fields;
  }

  private static String orNotKnown(String words) {
    return words.isEmpty() ? Selected.NOT_KNOWN : words;
  }

  /** Only a run of our own records everything: what it lacks did not happen. */
  private static String none(SessionHeader header) {
    return SessionOrigin.isRun(header) ? "none" : Selected.NONE_SEEN;
  }

  private static String lines(List<String> all) {
    int more = all.size() - LINES_MAX;
    return Stream.concat(
            all.stream().limit(LINES_MAX),
            more > 0 ? Stream.of("and %d more".formatted(more)) : Stream.empty())
        .collect(Collectors.joining("\n"));
  }

  private static String state(Span.Path state) {
    return time(state.fromNanos()) + " " + state.word();
  }

  private static String notUp(PathHistory path) {
    long nanos =
        path.states().stream()
            .filter(span -> span.worst() != PathState.UP)
            .mapToLong(span -> span.interval().durationNanos())
            .sum();
    return nanos == 0 ? "never" : Text.measured(nanos) + " in all";
  }

  /** Returns such words as {@code 6.899 s stall} and {@code 14.500 s heal}. */
  private static String fault(Event event) {
    String command = event.detail() instanceof RunEvent.FaultApplied it ? it.command() : "";
    return time(event.nanos()) + " " + FAULT_OF_PATH.matcher(command).replaceFirst("$1$2");
  }

  private static String outages(PathHistory path, SessionHeader header) {
    if (path.controllers().isEmpty()) {
      return Selected.NOT_KNOWN;
    }
    return path.outages().isEmpty()
        ? none(header)
        : lines(
            path.outages().stream()
                .map(it -> "from " + time(it.fromNanos()) + ": " + it.words())
                .toList());
  }

  private static String connections(PathHistory path) {
    long open = path.connections().stream().filter(it -> it.ends().isEmpty()).count();
    return path.connections().isEmpty()
        ? Selected.NONE_SEEN
        : "%s, of which %s not closed by the end of the session"
            .formatted(
                Text.spaced(path.connections().size()),
                open == 1 ? "1 was" : Text.spaced(open) + " were");
  }

  private static String keepAlives(PathHistory path) {
    PathHistory.KeepAlives alive = path.keepAlives();
    if (path.controllers().isEmpty() || alive.sent() == 0) {
      return path.controllers().isEmpty() ? Selected.NOT_KNOWN : Selected.NONE_SEEN;
    }
    return "%s sent, %s answered, %s given up"
        .formatted(
            Text.spaced(alive.sent()),
            Text.spaced(alive.answered()),
            Text.spaced(alive.unanswered()));
  }

  private static String held(PathHistory path, SessionHeader header) {
    if (path.held().isEmpty()) {
      return SessionOrigin.isRun(header) ? "none" : Selected.NOT_KNOWN;
    }
    long longest =
        path.held().stream().mapToLong(it -> it.interval().durationNanos()).max().orElse(0);
    return "%s, for up to %s".formatted(Text.spaced(path.held().size()), Text.measured(longest));
  }

  private static String time(long nanos) {
    return new Timecode(nanos).shortSeconds();
  }
}
