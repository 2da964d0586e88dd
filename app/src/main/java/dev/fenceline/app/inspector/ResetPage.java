package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import dev.fenceline.app.inspector.InspectorPage.Tone;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the page of a cross-controller reset. It shows the whole reset, whichever of its steps is
 * selected.
 */
final class ResetPage {
  private static final String NOT_YET = "not yet";
  private static final String NOT_SEEN = "not seen";

  private ResetPage() {}

  static InspectorPage of(OpenSession session, ResetStory story) {
    CcrOutcome outcome =
        story.ended() != null && story.ended().detail() instanceof FencingEvent.CcrEnded ended
            ? ended.outcome()
            : null;
    return new InspectorPage(
        "Cross-Controller Reset",
        outcome == null ? "PENDING" : outcome.name().replace('_', ' '),
        outcome == null ? Tone.PLAIN : outcome.isSuccess() ? Tone.GOOD : Tone.BAD,
        fields(story),
        why(story),
        links(session, story),
        InspectorPage.Pdu.of(story.capsule()));
  }

  private static String why(ResetStory story) {
    int moved = story.resubmitted().size();
    String impacted = story.issuedEvent().lane().name();
    String inFlight =
        moved == 0
            ? ""
            : "%s in flight on %s when the host took its path for failed. "
                .formatted(moved == 1 ? "1 request was" : moved + " requests were", impacted);
    return inFlight
        + "Until it is known that the old controller instance has stopped, the original command may"
        + " take effect after a retry on another path. CCR asks "
        + story.issued().source()
        + ", whose path works, to reset it now instead of waiting for the hold.";
  }

  private static List<Field> fields(ResetStory story) {
    var instance = story.issued().impacted();
    return List.of(
        new Field("Issued by", story.issued().source() + " (source)"),
        new Field("Impacted", story.issuedEvent().lane().name() + " cntlid " + instance.cntlid()),
        new Field("Opcode", "%02xh Admin".formatted(Opcode.Admin.CROSS_CONTROLLER_RESET.code())),
        new Field("ICID", "%04xh".formatted(instance.cntlid())),
        new Field("CIU", "%02xh".formatted(instance.ciu())),
        new Field("CIRN", EventText.grouped("%016x".formatted(instance.cirn()))),
        new Field("Sent", moment(story.issuedEvent())),
        new Field("Completed", moment(story, story.answered())),
        new Field("Immediate reset", inPlace(story)),
        new Field("AEN", moment(story, story.asyncEvent())),
        new Field("Log page %Xh".formatted(ResetStory.LOG_PAGE), log(story)));
  }

  private static String moment(Event event) {
    return new Timecode(event.nanos()).seconds();
  }

  private static String moment(ResetStory story, @Nullable Event event) {
    return event == null ? missing(story) : moment(event);
  }

  /**
   * Returns the text for a missing step, which may still happen until the host knows the outcome.
   */
  private static String missing(ResetStory story) {
    return story.ended() == null ? NOT_YET : NOT_SEEN;
  }

  /** Says whether the source could report at once that the instance no longer exists. */
  private static String inPlace(ResetStory story) {
    Event answered = story.answered();
    if (answered != null && answered.detail() instanceof FencingEvent.CcrAnswered answer) {
      return answer.status() != 0
          ? "no, it was refused"
          : answer.immediate() ? "yes" : "no, reported in the CCR log";
    }
    return missing(story);
  }

  private static String log(ResetStory story) {
    Event read = story.logRead();
    return read != null && read.detail() instanceof AenEvent.LogRead log
        ? log.text()
        : missing(story);
  }

  private static List<Link> links(OpenSession session, ResetStory story) {
    List<Link> links = new ArrayList<>();
    Event trigger = trigger(session, story.issuedEvent());
    if (trigger.sequence() != story.issuedEvent().sequence()) {
      links.add(new Link(Role.CAUSE, LinkWords.of(trigger), trigger.sequence()));
    }
    Event reset = story.resetAtTarget();
    if (reset != null && reset.detail() instanceof InstanceEvent.ResetBy by) {
      links.add(
          new Link(
              Role.EFFECT,
              "Controller %d is reset by controller %d"
                  .formatted(by.impacted().cntlid(), by.source().cntlid()),
              reset.sequence()));
    }
    links.addAll(resubmitted(story));
    return links;
  }

  /** Returns links to the resubmitted requests, one link for each destination. */
  private static List<Link> resubmitted(ResetStory story) {
    Map<String, List<Event>> over = new LinkedHashMap<>();
    for (Event event : story.resubmitted()) {
      if (event.detail() instanceof IoEvent.FailedOver moved) {
        over.computeIfAbsent(moved.to(), _ -> new ArrayList<>()).add(event);
      }
    }
    List<Link> links = new ArrayList<>();
    over.forEach((to, events) ->
        links.add(
            new Link(
                Role.EFFECT,
                "%s resubmitted on %s".formatted(Text.count(events.size(), "request"), to),
                events.getFirst().sequence())));
    return links;
  }

  /**
   * Returns the event that made the host give up the path: the Keep Alive timeout in the chain of
   * causes, or the root of that chain if it contains no timeout.
   */
  private static Event trigger(OpenSession session, Event issued) {
    Event trigger = issued;
    Event cause = session.find(issued.cause()).orElse(null);
    while (cause != null) {
      trigger = cause;
      if (cause.detail() instanceof KeepAliveEvent.Expired) {
        break;
      }
      cause = session.find(cause.cause()).orElse(null);
    }
    return trigger;
  }
}
