package dev.fenceline.swimlane.picture;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import dev.fenceline.timeline.span.Journeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what went from lane to lane in a recovery, in one pass over the events that show it. */
final class Arrows {
  private static final int CCR_LOG_PAGE = 0x1E;

  /** Maximum number of journeys to one instance that are drawn: more would hide one another. */
  private static final int JOURNEYS_MAX = 3;

  private record Place(Lane lane, long nanos) {}

  private final Journeys journeys;
  private final List<Arrow> arrows = new ArrayList<>();

  /** An instance or a controller ID together with the mark of the recording that names it. */
  private record Said(String mark, Object of) {}

  private final Map<Said, Place> accepted = new HashMap<>();

  /**
   * The end of each instance by controller ID. An ID is not reassigned before its instance is gone.
   */
  private final Map<Said, Place> gone = new HashMap<>();

  private Arrows(Journeys journeys) {
    this.journeys = journeys;
  }

  /** Returns the arrows of the first {@code size} events, with journeys last. */
  static List<Arrow> of(Timeline timeline, int size, Journeys journeys) {
    Arrows arrows = new Arrows(journeys);
    timeline
        .events(
            size,
            FencingEvent.CcrIssued.class,
            FencingEvent.TargetAccepted.class,
            FencingEvent.TargetCompleted.class,
            InstanceEvent.ResetBy.class,
            InstanceEvent.Gone.class,
            AenEvent.Sent.class)
        .forEach(arrows::read);
    arrows.journeys();
    return List.copyOf(arrows.arrows);
  }

  private void read(Event event) {
    switch (event.detail()) {
      case FencingEvent.CcrIssued issued -> issued(event, issued);
      case FencingEvent.TargetAccepted target ->
          accepted.put(said(event, target.impacted()), new Place(event.lane(), event.nanos()));
      case InstanceEvent.ResetBy reset ->
          add(Arrow.Kind.RESET, accepted.get(said(event, reset.impacted())), event);
      case InstanceEvent.Gone _ ->
          gone.put(said(event, cntlid(event.lane())), new Place(event.lane(), event.nanos()));
      case FencingEvent.TargetCompleted done ->
          add(Arrow.Kind.DONE, gone.get(said(event, done.icid())), event);
      case AenEvent.Sent sent -> sent(event, sent);
      default -> {}
    }
  }

  private static Said said(Event event, Object of) {
    return new Said(event.lane().mark(), of);
  }

  private static int cntlid(Lane instance) {
    return Integer.parseInt(instance.plainName());
  }

  private void issued(Event event, FencingEvent.CcrIssued issued) {
    Copy copy = journeys.copyOf(event.sequence());
    Event received = copy == null ? null : copy.first(CommandEvent.Received.class);
    if (received != null) {
      Place from = new Place(Lane.host(issued.source()), event.nanos());
      add(Arrow.Kind.CCR, from, received.lane(), received.nanos(), event.sequence());
    }
  }

  private void sent(Event event, AenEvent.Sent sent) {
    Copy copy = journeys.copyOf(event.sequence());
    boolean ccr = ((sent.dw0() >> 16) & 0xff) == CCR_LOG_PAGE;
    Event received = copy == null || !ccr ? null : copy.first(AenEvent.Received.class);
    if (received != null) {
      Place from = new Place(event.lane(), event.nanos());
      add(Arrow.Kind.AEN, from, received.lane(), received.nanos(), received.sequence());
    }
  }

  private void journeys() {
    Map<Lane, Integer> stale = new HashMap<>();
    Set<Lane> held = new HashSet<>();
    for (Journey journey : journeys.all()) {
      for (Copy copy : journey.copies()) {
        Event executing = copy.first(CommandEvent.Executing.class);
        if (executing == null) {
          continue;
        }
        Lane instance = executing.lane();
        if (copy.isLate()) {
          if (stale.merge(instance, 1, Integer::sum) <= JOURNEYS_MAX) {
            journey(Arrow.Kind.STALE, copy, executing);
            retry(journey, copy);
          }
        } else if (journey.isHeld()
            && journey.isWrite()
            && copy.number() == 1
            && held.add(instance)) {
          journey(Arrow.Kind.WRITE, copy, executing);
        }
      }
    }
  }

  private void journey(Arrow.Kind kind, Copy copy, Event executing) {
    Event submitted = copy.first(CommandEvent.Submitted.class);
    if (submitted != null) {
      Place from = new Place(submitted.lane(), submitted.nanos());
      add(kind, from, executing.lane(), executing.nanos(), submitted.sequence());
    }
  }

  private void retry(Journey journey, Copy late) {
    Event cancelled = late.first(CommandEvent.Cancelled.class);
    for (Copy copy : journey.copies()) {
      Event landed = copy.landed();
      if (copy.number() > late.number() && landed != null && cancelled != null) {
        Place from = new Place(cancelled.lane(), cancelled.nanos());
        add(Arrow.Kind.RETRY, from, landed.lane(), landed.nanos(), landed.sequence());
        return;
      }
    }
  }

  private void add(Arrow.Kind kind, @Nullable Place from, Event to) {
    add(kind, from, to.lane(), to.nanos(), to.sequence());
  }

  private void add(Arrow.Kind kind, @Nullable Place from, Lane to, long toNanos, long sequence) {
    if (from != null && !from.lane().equals(to)) {
      arrows.add(new Arrow(kind, from.lane(), from.nanos(), to, toNanos, sequence));
    }
  }
}
