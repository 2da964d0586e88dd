package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import dev.fenceline.app.inspector.InspectorPage.Tone;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.swimlane.picture.LateWrite;
import dev.fenceline.timeline.recovery.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the page of the selected event. */
final class InspectorPages {
  private InspectorPages() {}

  static @Nullable InspectorPage of(OpenSession session, @Nullable Analysis analysis) {
    TimeRange phase = session.view().phase().get();
    return session
        .selectedEvent()
        .map(event -> page(session, event, analysis))
        .orElseGet(() ->
            phase == null || analysis == null ? null : PhasePage.of(session, analysis, phase));
  }

  private static InspectorPage page(OpenSession session, Event event, @Nullable Analysis analysis) {
    return ResetStory.of(session, event)
        .map(story -> ResetPage.of(session, story))
        .or(() -> analysis == null ? Optional.empty() : PathPage.of(session, event, analysis))
        .or(() -> analysis == null ? Optional.empty() : ConnectionPage.of(session, event, analysis))
        .orElseGet(() -> plain(session, event, analysis));
  }

  private static InspectorPage plain(
      OpenSession session, Event event, @Nullable Analysis analysis) {
    LateWrite late = analysis == null ? null : LatePage.find(analysis.late(), event).orElse(null);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Where", EventText.where(event.lane())));
    fields.add(new Field("When", new Timecode(event.nanos()).seconds()));
    if (late != null) {
      fields.addAll(LatePage.fields(late));
    }
    if (analysis != null && late == null) {
      fields.addAll(SpanFields.of(analysis.spans(), event));
    }
    InspectorPage.Pdu pdu =
        event.detail() instanceof PduEvent.Passed passed ? InspectorPage.Pdu.of(passed) : null;
    // The status of a command that destroyed data says only that the media obeyed, and the bytes
    // of a PDU are shown decoded.
    EventText.fields(event).stream()
        .filter(field -> late == null || !field.name().equals("Status"))
        .filter(field -> pdu == null || !field.name().equals("Header"))
        .filter(field -> fields.stream().noneMatch(it -> it.name().equals(field.name())))
        .forEach(field -> fields.add(new Field(field.name(), field.value())));
    if (analysis != null) {
      analysis.at(event.nanos()).forEach(it -> fields.add(phase(it)));
    }
    fields.add(new Field("Event", "#" + event.sequence()));
    Badge badge = late == null ? badge(event.detail()) : badge(late);
    return new InspectorPage(
        late == null ? EventText.title(event) : LatePage.title(late),
        badge.words(),
        badge.tone(),
        fields,
        analysis == null ? "" : analysis.explanation().why(event),
        late == null ? links(session, event, analysis) : LatePage.links(late, event),
        pdu);
  }

  private static List<Link> links(OpenSession session, Event event, @Nullable Analysis analysis) {
    Stream<Link> wholes =
        switch (event.detail()) {
          case PduEvent _ when analysis != null -> ConnectionPage.link(analysis, event);
          case ControllerEvent.Created _ when analysis != null -> path(analysis, event);
          default -> Stream.empty();
        };
    return Stream.concat(EventLinks.of(session, event).stream(), wholes).toList();
  }

  private static Stream<Link> path(Analysis analysis, Event created) {
    Lane path = analysis.paths().pathOf(created.lane());
    Event first = path == null ? null : analysis.paths().first(path);
    return first == null
        ? Stream.empty()
        : Stream.of(new Link(Role.WHOLE, Selected.path(first.lane()), first.sequence()));
  }

  private static Field phase(Analysis.During during) {
    Phase phase = during.phase();
    return new Field(
        "Phase of " + during.controller(),
        "%s, from %s%s"
            .formatted(
                phase.label(),
                new Timecode(phase.fromNanos()).shortSeconds(),
                phase.isOpen() ? "" : " to " + new Timecode(phase.toNanos()).shortSeconds()));
  }

  private static Badge badge(LateWrite late) {
    return late.isOnNewerData() ? new Badge("CORRUPT", Tone.BAD) : new Badge("LATE", Tone.PLAIN);
  }

  private record Badge(String words, Tone tone) {}

  private static Badge badge(Detail detail) {
    return switch (detail) {
      case FencingEvent.CcrEnded ended ->
          new Badge(
              ended.outcome().name().replace('_', ' '),
              ended.outcome().isSuccess() ? Tone.GOOD : Tone.BAD);
      case FencingEvent.TargetRejected _ -> new Badge("REJECTED", Tone.BAD);
      case FencingEvent.CcrExhausted _ -> new Badge("FAILED", Tone.BAD);
      case KeepAliveEvent.Expired _ -> new Badge("TIMEOUT", Tone.BAD);
      case ReconnectEvent.Succeeded _ -> new Badge("SUCCESS", Tone.GOOD);
      case ReconnectEvent.Failed _ -> new Badge("FAILED", Tone.BAD);
      case CommandEvent.TimedOut _ -> new Badge("TIMEOUT", Tone.BAD);
      case Finding finding ->
          new Badge(
              finding.severity().name(),
              finding.severity() == Finding.Severity.INFO ? Tone.PLAIN : Tone.BAD);
      default -> new Badge("", Tone.PLAIN);
    };
  }
}
