package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Tone;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.timeline.explanation.Explanation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the page of the selected event. */
final class InspectorPages {
  private static final int EFFECTS_MAX = 8;
  private static final int CAUSES_MAX = 4;

  private InspectorPages() {}

  static @Nullable InspectorPage of(OpenSession session, @Nullable Explanation explanation) {
    return session.selectedEvent().map(event -> page(session, event, explanation)).orElse(null);
  }

  private static InspectorPage page(
      OpenSession session, Event event, @Nullable Explanation explanation) {
    return ResetStory.of(session, event)
        .map(story -> ResetPage.of(session, story))
        .orElseGet(() -> page(session, event, explanation == null ? "" : explanation.why(event)));
  }

  private static InspectorPage page(OpenSession session, Event event, String why) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Where", EventText.where(event.lane())));
    fields.add(new Field("When", new Timecode(event.nanos()).seconds()));
    EventText.fields(event).forEach(field -> fields.add(new Field(field.name(), field.value())));
    fields.add(new Field("Event", "#" + event.sequence()));
    Badge badge = badge(event.detail());
    return new InspectorPage(
        EventText.title(event),
        badge.words(),
        badge.tone(),
        fields,
        why,
        links(session, event),
        bytes(event.detail()));
  }

  private static List<HexRow> bytes(Detail detail) {
    String header = detail instanceof PduEvent.Passed passed ? passed.header() : null;
    return header == null ? List.of() : HexRow.all(header);
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

  /** Returns links to the chain of causes, nearest first, then to the effects of the event. */
  private static List<Link> links(OpenSession session, Event event) {
    List<Link> links = new ArrayList<>();
    @Nullable Event cause = session.find(event.cause()).orElse(null);
    while (cause != null && links.size() < CAUSES_MAX) {
      if (isWorthALink(cause)) {
        links.add(link(true, cause));
      }
      cause = session.find(cause.cause()).orElse(null);
    }
    session.effectsOf(event.sequence(), EFFECTS_MAX).stream()
        .filter(InspectorPages::isWorthALink)
        .forEach(effect -> links.add(link(false, effect)));
    return links;
  }

  /**
   * Leaves out timers: they explain how something happened, not why. The events table lists them.
   */
  private static boolean isWorthALink(Event event) {
    return !(event.detail() instanceof TimerEvent);
  }

  private static Link link(boolean cause, Event event) {
    return new Link(
        cause, EventText.title(event) + ", " + EventText.where(event.lane()), event.sequence());
  }
}
