package dev.fenceline.verify;

import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.timeline.block.Block;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import dev.fenceline.timeline.span.Journeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds copies that took effect on media after their write had ended, successfully or not, and
 * after a later acknowledged write to the same block. The data of the later write is then lost.
 */
final class LateLandings {
  /**
   * A block whose acknowledged data is lost.
   *
   * @param older the write whose copy came late
   * @param olderLanded when that copy took effect
   * @param newer the acknowledged write that was submitted after the older one had ended
   * @param newerLanded when that write first took effect
   */
  record Lost(
      int nsid,
      long lba,
      IoEvent.Submitted older,
      Event olderLanded,
      IoEvent.Submitted newer,
      Event newerLanded) {}

  /** An acknowledged write and the event by which it first took effect. */
  private record Written(IoEvent.Submitted request, long submitted, Event landed) {}

  private final Map<Block, List<Written>> acknowledged = new HashMap<>();
  private final List<Lost> lost = new ArrayList<>();

  private LateLandings() {}

  /** Returns all lost blocks of a session. */
  static List<Lost> of(Journeys journeys) {
    LateLandings landings = new LateLandings();
    journeys.all().stream().filter(Journey::isWrite).forEach(landings::acknowledge);
    journeys.all().stream().filter(Journey::isWrite).forEach(landings::find);
    return List.copyOf(landings.lost);
  }

  private void acknowledge(Journey journey) {
    IoEvent.Submitted request = journey.request();
    Event landed = journey.firstLanding();
    if (request == null || landed == null || journey.status().orElse(-1) != 0) {
      return;
    }
    long submitted = journey.events().getFirst().sequence();
    for (long lba = request.lba(); lba < request.lba() + request.blocks(); lba++) {
      acknowledged
          .computeIfAbsent(new Block(request.nsid(), lba), _ -> new ArrayList<>())
          .add(new Written(request, submitted, landed));
    }
  }

  private void find(Journey journey) {
    IoEvent.Submitted request = journey.request();
    Event ended = journey.ended();
    if (request == null || ended == null) {
      return;
    }
    for (Copy copy : journey.copies()) {
      Event landed = copy.landed();
      if (landed != null && landed.sequence() > ended.sequence()) {
        landedLate(request, ended, landed);
      }
    }
  }

  private void landedLate(IoEvent.Submitted older, Event ended, Event landed) {
    for (long lba = older.lba(); lba < older.lba() + older.blocks(); lba++) {
      Written newer = newer(new Block(older.nsid(), lba), ended, landed);
      if (newer != null) {
        lost.add(new Lost(older.nsid(), lba, older, landed, newer.request(), newer.landed()));
      }
    }
  }

  /**
   * Returns the last acknowledged write that was submitted after {@code ended} and landed before.
   */
  private @Nullable Written newer(Block block, Event ended, Event landed) {
    return acknowledged.getOrDefault(block, List.of()).stream()
        .filter(write -> write.submitted() > ended.sequence())
        .filter(write -> write.landed().sequence() < landed.sequence())
        .reduce((_, last) -> last)
        .orElse(null);
  }
}
