package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import dev.fenceline.app.inspector.InspectorPage.Tone;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.path.ConnectionHistory;
import dev.fenceline.timeline.path.ConnectionHistory.Flow;
import dev.fenceline.timeline.path.ConnectionHistory.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of a connection, that is, of a queue pair. It shows the whole connection. */
final class ConnectionPage {
  private static final int UNANSWERED_MAX = 4;

  /** Stands for the type of a Fabrics command, which events do not contain. */
  private static final int NO_FCTYPE = -1;

  private final ConnectionHistory connection;
  private final boolean isSeenAtTarget;

  private ConnectionPage(ConnectionHistory connection, boolean isSeenAtTarget) {
    this.connection = connection;
    this.isSeenAtTarget = isSeenAtTarget;
  }

  /** Returns the page of the connection of an event; empty if the event is not one of its steps. */
  static Optional<InspectorPage> of(OpenSession session, Event event, Analysis analysis) {
    if (!(event.detail() instanceof ConnectionEvent)) {
      return Optional.empty();
    }
    return Optional.ofNullable(analysis.paths().connection(event))
        .map(connection -> {
          List<Field> fields = new ArrayList<>(Selected.fields(event));
          fields.addAll(fields(connection, analysis));
          List<Link> links = new ArrayList<>(EventLinks.of(session, event));
          Event path = analysis.paths().first(connection.path());
          if (path != null) {
            links.add(new Link(Role.WHOLE, Selected.path(connection.path()), path.sequence()));
          }
          return new InspectorPage(
              title(connection),
              "",
              Tone.PLAIN,
              fields,
              analysis.explanation().why(event),
              links,
              null);
        });
  }

  /** Returns a link to the connection of an event; empty if none is known. */
  static Stream<Link> link(Analysis analysis, Event event) {
    ConnectionHistory connection = analysis.paths().connection(event);
    return connection == null ? Stream.empty() : link(Role.WHOLE, connection, title(connection));
  }

  static Stream<Link> link(Role role, ConnectionHistory connection, String words) {
    Event first = connection.opening().accepted();
    return first == null ? Stream.empty() : Stream.of(new Link(role, words, first.sequence()));
  }

  static String title(ConnectionHistory connection) {
    return "Connection %d of %s".formatted(connection.number(), EventText.where(connection.path()));
  }

  static String queue(ConnectionHistory connection) {
    return switch (connection.qid()) {
      case ConnectionHistory.NOT_KNOWN -> Selected.NOT_KNOWN;
      case 0 -> "0 (admin)";
      default -> Integer.toString(connection.qid());
    };
  }

  private static List<Field> fields(ConnectionHistory connection, Analysis analysis) {
    ConnectionPage page =
        new ConnectionPage(connection, analysis.paths().isSeenAtTarget(connection.path()));
    List<Field> fields = new ArrayList<>();
    page.opening(fields);
    page.commands(fields);
    page.flows(fields);
    return fields;
  }

  private void opening(List<Field> fields) {
    ConnectionHistory.Opening opening = connection.opening();
    String missing = connection.traffic().isWhole() ? Selected.NONE_SEEN : Selected.NOT_KNOWN;
    Event accepted = opening.accepted();
    fields.add(new Field("Queue", queue(connection)));
    fields.add(
        new Field(
            "Controller",
            connection.cntlid() == ConnectionHistory.NOT_KNOWN
                ? Selected.NOT_KNOWN
                : Integer.toString(connection.cntlid())));
    fields.add(
        new Field(
            "Opened",
            accepted == null ? Selected.NOT_KNOWN : Selected.time(accepted) + ", by the host"));
    fields.add(new Field("Target reached", Selected.time(opening.joined(), Selected.NOT_KNOWN)));
    fields.add(new Field("ICReq", Selected.time(opening.icReq(), missing)));
    fields.add(new Field("ICResp", Selected.time(opening.icResp(), missing)));
    fields.add(new Field("Connect", Selected.time(opening.connect(), missing)));
    if (opening.connect() != null) {
      fields.add(new Field("Connect answer", Selected.time(opening.connected(), missing)));
    }
    fields.add(new Field("Closed", closed()));
  }

  private String closed() {
    return connection.ends().isEmpty()
        ? "not by the end of the session"
        : connection.ends().stream()
            .map(ConnectionPage::end)
            .distinct()
            .collect(Collectors.joining("\n"));
  }

  private static String end(Event event) {
    String how =
        switch (event.detail()) {
          case ConnectionEvent.Refused it -> "refused" + reason(it.reason());
          case ConnectionEvent.Reset it -> "reset" + reason(it.reason());
          case ConnectionEvent.Ended it ->
              it.direction() == Direction.TO_TARGET
                  ? "by the host" + told(it, "the target")
                  : "by the target" + told(it, "the host");
          default -> EventText.title(event);
        };
    return Selected.time(event) + ", " + how;
  }

  private static String told(ConnectionEvent.Ended end, String other) {
    return end.delivered() ? "" : "; " + other + " was not told";
  }

  private static String reason(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private void commands(List<Field> fields) {
    Traffic traffic = connection.traffic();
    fields.add(new Field("Commands sent", count(traffic.commands())));
    fields.add(new Field("Answered", count(traffic.answers())));
    fields.add(new Field("Unanswered", unanswered(traffic)));
  }

  private String count(long number) {
    return (connection.traffic().isWhole() ? "" : "at least ") + Text.spaced(number);
  }

  private String unanswered(Traffic traffic) {
    if (!traffic.isWhole()) {
      return Selected.NOT_KNOWN;
    }
    if (traffic.unanswered().isEmpty()) {
      return "none";
    }
    int more = traffic.unanswered().size() - UNANSWERED_MAX;
    return Stream.concat(
            traffic.unanswered().stream().limit(UNANSWERED_MAX).map(this::command),
            more > 0 ? Stream.of("and %d more".formatted(more)) : Stream.empty())
        .collect(Collectors.joining("\n"));
  }

  private String command(Event event) {
    if (!(event.detail() instanceof PduEvent.Passed pdu)) {
      return EventText.title(event);
    }
    return "%s, CID %d, sent at %s".formatted(name(pdu), pdu.cid(), Selected.time(event));
  }

  private String name(PduEvent.Passed pdu) {
    return Opcode.of(pdu.opcode(), NO_FCTYPE, Math.max(0, connection.qid()))
        .map(Opcode::label)
        .orElse("%02xh".formatted(pdu.opcode()));
  }

  private void flows(List<Field> fields) {
    Flow toTarget = connection.traffic().toTarget();
    Flow toHost = connection.traffic().toHost();
    fields.add(new Field("Data to the target", bytes(toTarget.dataBytes())));
    fields.add(new Field("Data to the host", bytes(toHost.dataBytes())));
    long lost = toTarget.lostBytes() + toHost.lostBytes();
    if (lost > 0) {
      fields.add(new Field("Lost on the path", Text.spaced(lost) + " bytes"));
    }
    fields.add(new Field("Host sent last", last(toTarget.lastSent(), true)));
    fields.add(new Field("Target got last", last(toTarget.lastArrived(), isSeenAtTarget)));
    fields.add(new Field("Target sent last", last(toHost.lastSent(), isSeenAtTarget)));
    fields.add(new Field("Host got last", last(toHost.lastArrived(), true)));
  }

  private String bytes(long bytes) {
    return count(bytes) + " bytes";
  }

  /** Describes the last PDU at a place. With routine left out, later ones may be missing. */
  private String last(@Nullable Event event, boolean isSeenThere) {
    if (!isSeenThere || !connection.traffic().isWhole()) {
      return Selected.NOT_KNOWN;
    }
    if (event == null || !(event.detail() instanceof PduEvent.Passed pdu)) {
      return Selected.NONE_SEEN;
    }
    String of = pdu.opcode() >= 0 ? " " + name(pdu) : "";
    return EventText.pduType(pdu.type()) + of + ", " + Selected.time(event);
  }
}
