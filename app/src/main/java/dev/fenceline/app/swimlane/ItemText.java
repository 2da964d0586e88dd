package dev.fenceline.app.swimlane;

import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.app.glossary.Term;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.paint.Hit;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.Locale;
import java.util.Optional;

/**
 * What is said about an item of the lanes.
 *
 * @param what what it is
 * @param when its moment, or its start and end
 * @param lasted how long it lasted; empty for a moment
 * @param where its lane, and the path of a host controller; empty if it is on no lane
 * @param meaning what the term means that names it; empty if none does
 */
record ItemText(String what, String when, String lasted, String where, String meaning) {

  /** The number of events that are searched for the path of a controller. */
  private static final int SEARCHED_MAX = 20_000;

  static ItemText of(OpenSession session, Hit hit) {
    String words = hit.words();
    long length = hit.toNanos() - hit.fromNanos();
    String from = new Timecode(Math.max(0, hit.fromNanos())).seconds();
    boolean isAtEnd = hit.toNanos() >= session.endNanos().get();
    String to = isAtEnd ? "the end of the session" : new Timecode(hit.toNanos()).seconds();
    return new ItemText(
        capitalised(words),
        length == 0 ? from : from + " to " + to,
        length == 0 ? "" : Text.measured(length),
        session.find(hit.sequence()).map(event -> where(session, event)).orElse(""),
        Glossary.shipped().in(words).map(Term::text).orElse(""));
  }

  /** Returns the words as a sentence. A name such as nvme4 stays as it is. */
  private static String capitalised(String words) {
    boolean isName = words.split("[\\s,]", 2)[0].matches(".*\\d.*");
    return isName || words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String where(OpenSession session, Event event) {
    String lane = EventText.where(event.lane());
    return event.lane().group() == Lane.Group.HOST
        ? path(session, event.lane()).map(path -> lane + ", path " + path).orElse(lane)
        : lane;
  }

  /** Returns the path of a host controller; empty if no event at the beginning says it. */
  private static Optional<String> path(OpenSession session, Lane lane) {
    Timeline timeline = session.timeline();
    int searched = Math.min(SEARCHED_MAX, session.count().get());
    for (int i = 0; i < searched; i++) {
      if (timeline.detail(i) instanceof ControllerEvent.Created created
          && timeline.lane(i).equals(lane)) {
        return Optional.of(created.path()).filter(name -> !name.isEmpty());
      }
    }
    return Optional.empty();
  }

  /** Returns all of it, one line for each part. */
  String lines() {
    StringBuilder lines = new StringBuilder(what);
    for (String part : new String[] {when, lasted, where}) {
      if (!part.isEmpty()) {
        lines.append('\n').append(part);
      }
    }
    return lines.toString();
  }
}
