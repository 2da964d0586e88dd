package dev.fenceline.app.differences;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Anchor;
import dev.fenceline.timeline.recovery.Headline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Span;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of several sessions that are drawn one above the other.
 *
 * @param letter its letter, A for the first
 * @param all the layout of all lanes
 * @param failed the layout of the lanes of the controllers that failed; all lanes if none did
 * @param moments the moments at which it can be aligned
 */
record StackedSide(
    String letter,
    OpenSession session,
    Picture picture,
    LaneLayout all,
    LaneLayout failed,
    Headline headline,
    Map<Anchor, OptionalLong> moments) {

  /** Prepares a session. Takes as long as opening it, so it is not for the application thread. */
  static StackedSide of(int place, OpenSession session) {
    Picture picture = Picture.of(session.timeline());
    LaneLayout all = LaneLayout.of(picture);
    Set<Lane> failed =
        Recoveries.of(session.timeline()).stream().map(Recovery::lane).collect(Collectors.toSet());
    Map<Anchor, OptionalLong> moments = new EnumMap<>(Anchor.class);
    for (Anchor anchor : Anchor.values()) {
      moments.put(anchor, anchor.nanos(session.timeline()));
    }
    return new StackedSide(
        Character.toString((char) ('A' + place)),
        session,
        picture,
        all,
        failed.isEmpty() ? all : all.only(lane -> isConcerned(picture, failed, lane)),
        Headline.of(session.timeline()),
        moments);
  }

  /** Returns the same session with another name in place of its letter. */
  StackedSide named(String name) {
    return new StackedSide(name, session, picture, all, failed, headline, moments);
  }

  /** Returns the same lanes, with what has happened up to a time. */
  StackedSide upTo(long nanos) {
    Timeline whole = session.timeline();
    Timeline told = new Timeline();
    for (int i = 0; i < whole.size() && whole.nanos(i) <= nanos; i++) {
      told.accept(whole.event(i));
    }
    told.reach(Math.min(nanos, whole.endNanos()));
    return new StackedSide(letter, session, Picture.of(told), all, failed, headline, moments);
  }

  private static boolean isConcerned(Picture picture, Set<Lane> failed, Lane lane) {
    return switch (lane.group()) {
      case HOST -> failed.contains(lane);
      case TARGET ->
          picture.spans().spans(lane, Span.Instance.class).stream()
              .anyMatch(span -> hasStopped(span.state()));
      case WORKLOAD, PATH, LAB -> false;
    };
  }

  private static boolean hasStopped(InstanceState state) {
    return switch (state) {
      case CREATED, READY -> false;
      case QUIESCING, SHUT_DOWN, GONE -> true;
    };
  }

  /** Returns the moment of an anchor; its beginning if the session does not show it. */
  long anchorNanos(Anchor anchor) {
    return moment(anchor).orElse(0);
  }

  /** Returns the moment of an anchor; empty if the session does not show it. */
  OptionalLong moment(Anchor anchor) {
    return moments.getOrDefault(anchor, OptionalLong.empty());
  }

  /** Returns what stands above its lanes: its letter, its title, and where it is aligned. */
  String words(Anchor anchor) {
    String title = letter + "  " + session.title();
    return moment(anchor).isPresent()
        ? title
        : "%s (aligned at its start: it does not show the %s)".formatted(title, anchor.words());
  }
}
