package dev.fenceline.swimlane.picture;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places of the I/O commands of one host controller, from the host to media and back.
 * Immutable.
 */
public final class CommandPlaces {
  /** A period in which a copy was at one place. */
  record Stay(CommandPlace place, long fromNanos, long toNanos) {}

  private final Map<CommandPlace, Occupancy> occupancies = new EnumMap<>(CommandPlace.class);
  private final int most;
  private final List<Recovery> recoveries;

  private CommandPlaces(List<Stay> stays, List<Recovery> recoveries) {
    this.recoveries = recoveries;
    for (CommandPlace place : CommandPlace.values()) {
      List<Stay> there = stays.stream().filter(stay -> stay.place() == place).toList();
      occupancies.put(
          place,
          new Occupancy(
              there.stream().mapToLong(Stay::fromNanos).toArray(),
              there.stream().mapToLong(Stay::toNanos).toArray()));
    }
    most =
        stays.stream()
            .map(Stay::fromNanos)
            .sorted(Comparator.naturalOrder())
            .distinct()
            .mapToInt(this::total)
            .max()
            .orElse(0);
  }

  /** Returns the places of the commands of every controller that failed. */
  static Map<Lane, CommandPlaces> of(
      Timeline timeline, List<Recovery> recoveries, Journeys journeys) {
    Map<Lane, List<Recovery>> failed = new HashMap<>();
    recoveries.forEach(
        recovery -> failed.computeIfAbsent(recovery.lane(), _ -> new ArrayList<>()).add(recovery));
    Reader reader = new Reader(timeline, failed.keySet());
    journeys.copies().forEach(reader::read);
    Map<Lane, CommandPlaces> places = new HashMap<>();
    failed.forEach((lane, all) ->
        places.put(lane, new CommandPlaces(reader.stays.getOrDefault(lane, List.of()), all)));
    return places;
  }

  /** Returns the recoveries of the controller. */
  public List<Recovery> recoveries() {
    return recoveries;
  }

  /** Returns the average number of commands at a place between two moments. */
  public double mean(CommandPlace place, long fromNanos, long toNanos) {
    return occupancy(place).mean(fromNanos, toNanos);
  }

  /** Returns the number of commands at a place at a moment. */
  public int at(CommandPlace place, long nanos) {
    return occupancy(place).at(nanos);
  }

  /** Returns the maximum total number of commands at all places at any moment. */
  public int most() {
    return most;
  }

  private int total(long nanos) {
    return occupancies.values().stream().mapToInt(occupancy -> occupancy.at(nanos)).sum();
  }

  private Occupancy occupancy(CommandPlace place) {
    return Objects.requireNonNull(occupancies.get(place));
  }

  /** Returns the periods of one copy at each place, in order and without gaps. */
  static List<Stay> stays(Copy copy, long endNanos) {
    Walk walk = new Walk(copy.ended());
    copy.steps().forEach(walk::step);
    walk.end(endNanos);
    return List.copyOf(walk.stays);
  }

  private static final class Reader {
    private final Set<Lane> failed;
    private final long endNanos;
    private final Map<Lane, Long> goneNanos = new HashMap<>();
    private final Map<Lane, List<Stay>> stays = new HashMap<>();

    Reader(Timeline timeline, Set<Lane> failed) {
      this.failed = new HashSet<>(failed);
      this.endNanos = timeline.endNanos();
      for (Event event : timeline.events(timeline.size(), InstanceEvent.Gone.class)) {
        goneNanos.put(event.lane(), event.nanos());
      }
    }

    void read(Copy copy) {
      Lane host = copy.host();
      Lane target = copy.target();
      if (host != null && copy.qid() > 0 && failed.contains(host)) {
        long end = target == null ? endNanos : goneNanos.getOrDefault(target, endNanos);
        stays.computeIfAbsent(host, _ -> new ArrayList<>()).addAll(CommandPlaces.stays(copy, end));
      }
    }
  }

  /** Follows a copy step by step. */
  private static final class Walk {
    private final List<Stay> stays = new ArrayList<>();
    private final @Nullable Event ended;
    private @Nullable CommandPlace place;
    private long sinceNanos;

    Walk(@Nullable Event ended) {
      this.ended = ended;
    }

    void step(Event step) {
      switch (step.detail()) {
        case CommandEvent.Submitted _ -> move(CommandPlace.HOST, step.nanos());
        case CommandEvent.Sent _ -> move(CommandPlace.WIRE, step.nanos());
        case CommandEvent.Received _ -> move(CommandPlace.TARGET, step.nanos());
        case CommandEvent.Executing _ -> move(CommandPlace.MEDIA, step.nanos());
        case CommandEvent.Executed _ ->
            move(isEnded(step) ? null : CommandPlace.WIRE, step.nanos());
        case CommandEvent.Revoked _ -> move(isEnded(step) ? null : CommandPlace.HOST, step.nanos());
        case CommandEvent.Completed _ -> move(null, step.nanos());
        case CommandEvent.Cancelled _ -> cancelled(step);
        default -> {}
      }
    }

    /**
     * Handles the cancellation of a copy. If the copy is at the target, the target does not know
     * that its host has given it up.
     */
    private void cancelled(Event step) {
      if (place == CommandPlace.HOST || place == CommandPlace.WIRE) {
        move(null, step.nanos());
      }
    }

    private boolean isEnded(Event step) {
      return ended != null && ended.sequence() < step.sequence();
    }

    private void move(@Nullable CommandPlace next, long nanos) {
      CommandPlace before = place;
      if (before != null && nanos > sinceNanos) {
        stays.add(new Stay(before, sinceNanos, nanos));
      }
      place = next;
      sinceNanos = nanos;
    }

    void end(long nanos) {
      move(null, Math.max(nanos, sinceNanos));
    }
  }
}
