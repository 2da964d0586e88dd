package dev.fenceline.app.inspector;

import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.TimerEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The links of an event's page to its causes and effects. */
final class EventLinks {
  private static final int EFFECTS_MAX = 8;
  private static final int CAUSES_MAX = 4;

  /** The number of effects that are read; an event has seldom more. */
  private static final int EFFECTS_READ = 1000;

  /** The number of causes that are read, most of which may be timers. */
  private static final int CAUSES_READ = 100;

  private EventLinks() {}

  /** Returns links to the causes of an event, nearest first, then to its effects. */
  static List<Link> of(OpenSession session, Event event) {
    List<Event> causes = new ArrayList<>(causes(session, event));
    if (event.detail() instanceof Finding finding) {
      proofs(session, event, finding).filter(proof -> !causes.contains(proof)).forEach(causes::add);
    }
    List<Event> effects =
        session.effectsOf(event.sequence(), EFFECTS_READ).stream()
            .filter(EventLinks::isWorthALink)
            .toList();
    return Stream.concat(
            grouped(Role.CAUSE, causes).stream(),
            grouped(Role.EFFECT, effects).stream().limit(EFFECTS_MAX))
        .toList();
  }

  /**
   * Returns the chain of causes. It ends where it comes round to words that it has already said:
   * the rest is the round before, such as the Keep Alive before this one.
   */
  private static Collection<Event> causes(OpenSession session, Event event) {
    Set<String> said = new HashSet<>(Set.of(LinkWords.of(event)));
    return Stream.iterate(
            session.find(event.cause()),
            Optional::isPresent,
            cause -> cause.flatMap(it -> session.find(it.cause())))
        .flatMap(Optional::stream)
        .limit(CAUSES_READ)
        .filter(EventLinks::isWorthALink)
        .takeWhile(cause -> said.add(LinkWords.of(cause)))
        .limit(CAUSES_MAX)
        .toList();
  }

  /** Returns the events that prove a finding. */
  private static Stream<Event> proofs(OpenSession session, Event event, Finding finding) {
    return finding.events().stream()
        .map(session::find)
        .flatMap(Optional::stream)
        .filter(proof -> proof.sequence() < event.sequence());
  }

  /** Makes one link of events that are the same but for their time, to the first of them. */
  private static List<Link> grouped(Role role, Collection<Event> events) {
    Map<String, List<Event>> same = new LinkedHashMap<>();
    for (Event event : events) {
      same.computeIfAbsent(LinkWords.of(event), _ -> new ArrayList<>()).add(event);
    }
    return same.entrySet().stream()
        .map(it -> new Link(role, words(it), it.getValue().getFirst().sequence()))
        .toList();
  }

  private static String words(Map.Entry<String, List<Event>> same) {
    int count = same.getValue().size();
    return same.getKey() + (count == 1 ? "" : ", first of " + count);
  }

  /**
   * Leaves out timers: they explain how something happened, not why. The events table lists them.
   */
  private static boolean isWorthALink(Event event) {
    return !(event.detail() instanceof TimerEvent);
  }
}
