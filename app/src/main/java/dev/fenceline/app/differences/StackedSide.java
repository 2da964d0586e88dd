package dev.fenceline.app.differences;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.swimlane.layout.FailedLanes;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Anchor;
import dev.fenceline.timeline.recovery.Headline;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

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
    Map<Anchor, OptionalLong> moments = new EnumMap<>(Anchor.class);
    for (Anchor anchor : Anchor.values()) {
      moments.put(anchor, anchor.nanos(session.timeline()));
    }
    return new StackedSide(
        Character.toString((char) ('A' + place)),
        session,
        picture,
        LaneLayout.of(picture),
        FailedLanes.of(picture),
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
