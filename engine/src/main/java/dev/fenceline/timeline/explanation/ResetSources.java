package dev.fenceline.timeline.explanation;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.HostControllers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the other controllers of a host could do at a given time to reset a failed one. */
final class ResetSources {
  private static final class Source {
    private ControllerState state = ControllerState.NEW;
    private int limit;
    private int inProgress;
  }

  private final Lane impacted;
  private final Map<Lane, Source> sources = new LinkedHashMap<>();
  private final HostControllers hosts = new HostControllers();

  private ResetSources(Lane impacted) {
    this.impacted = impacted;
  }

  /** Returns the sources at the time of an event on the lane of the failed controller. */
  static ResetSources at(Timeline timeline, Event event) {
    ResetSources sources = new ResetSources(event.lane());
    for (Event before : timeline.events().subList(0, (int) event.sequence())) {
      sources.read(before);
    }
    return sources;
  }

  private void read(Event event) {
    hosts.read(event);
    switch (event.detail()) {
      case ControllerEvent.StateChanged change -> at(event.lane()).state = change.to();
      case ControllerEvent.Identified identified -> at(event.lane()).limit = identified.ccrLimit();
      case FencingEvent.CcrIssued issued -> at(Lane.host(issued.source())).inProgress++;
      case FencingEvent.CcrEnded ended -> at(Lane.host(ended.source())).inProgress--;
      default -> {}
    }
  }

  private Source at(Lane lane) {
    return sources.computeIfAbsent(lane, _ -> new Source());
  }

  /** Describes each other controller in a few words, or returns empty if there is none. */
  String words() {
    List<String> words = new ArrayList<>();
    sources.forEach((lane, source) -> {
      if (!lane.equals(impacted)
          && lane.mark().equals(impacted.mark())
          && hosts.isSame(lane, impacted)) {
        words.add(lane.name() + " " + words(source));
      }
    });
    return String.join(", ", words);
  }

  private static String words(Source source) {
    if (source.state != ControllerState.LIVE) {
      return "is " + source.state.word();
    }
    return source.limit == 0
        ? "is live and offers no CCR"
        : "is live with %d of %d resets in progress".formatted(source.inProgress, source.limit);
  }
}
