package dev.fenceline.swimlane;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Copy;
import dev.fenceline.timeline.Journey;
import dev.fenceline.timeline.Journeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A write that took effect after its host had given it up, with what it did to its block.
 *
 * @param copy the copy that came late
 * @param landed when it took effect
 * @param block the block
 * @param version the version of the block that it carries; 0: not known
 * @param retry when its retry had taken effect; null: it had not
 * @param newer when the newer version that it lands on had taken effect; null: none, no harm done
 * @param newerVersion that version; 0: none, or not known
 */
record LateWrite(
    Copy copy,
    Event landed,
    long block,
    long version,
    @Nullable Event retry,
    @Nullable Event newer,
    long newerVersion) {

  /** Whether newer data is lost by it. */
  boolean isOnNewerData() {
    return newer != null;
  }

  /** What it did, in a few words. */
  String words() {
    if (version == 0) {
      return "lands over newer data, block %d".formatted(block);
    }
    return isOnNewerData()
        ? "v%d lands on v%d, block %d".formatted(version, newerVersion, block)
        : "v%d lands late, block %d".formatted(version, block);
  }

  /** All of a session, in the order in which they landed. */
  static List<LateWrite> of(List<Event> events, Journeys journeys) {
    Reader reader = new Reader(journeys);
    ForeignHost foreign = new ForeignHost(journeys, reader.late);
    for (Event event : events) {
      reader.read(event);
      foreign.read(event);
    }
    return List.copyOf(reader.late);
  }

  /** What each block holds, landing by landing. */
  private static final class Reader {
    private record Block(String mark, int nsid, long lba) {}

    private record Content(Event landed, long version) {}

    private final Journeys journeys;
    private final Map<Block, Content> blocks = new HashMap<>();
    private final List<LateWrite> late = new ArrayList<>();

    Reader(Journeys journeys) {
      this.journeys = journeys;
    }

    void read(Event event) {
      if (event.detail() instanceof CommandEvent.Executed executed
          && executed.qid() > 0
          && executed.status() == 0) {
        Copy copy = journeys.copyOf(event.sequence());
        Journey journey = copy == null ? null : journeys.operation(copy.operation());
        IoEvent.Submitted request = journey == null ? null : journey.request();
        if (copy != null && journey != null && request != null && journey.isWrite()) {
          landed(event, executed, copy, journey, request);
        }
      }
    }

    private void landed(
        Event event,
        CommandEvent.Executed executed,
        Copy copy,
        Journey journey,
        IoEvent.Submitted request) {
      long version = request.version();
      for (long block = executed.lba(); block < executed.lba() + executed.blocks(); block++) {
        Content before =
            blocks.put(
                new Block(event.lane().mark(), request.nsid(), block), new Content(event, version));
        boolean first = block == executed.lba();
        boolean newer = before != null && before.version() > version;
        if (copy.isLate() && (newer || first)) {
          late.add(
              new LateWrite(
                  copy,
                  event,
                  block,
                  version,
                  retry(journey, copy, event),
                  before != null && newer ? before.landed() : null,
                  before != null && newer ? before.version() : 0));
        }
      }
    }

    private static @Nullable Event retry(Journey journey, Copy late, Event landed) {
      for (Copy other : journey.copies()) {
        Event effect = other.landed();
        if (other.number() > late.number()
            && effect != null
            && effect.sequence() < landed.sequence()) {
          return effect;
        }
      }
      return null;
    }
  }

  /**
   * The same of a real host: nobody says which write is which data. A write whose instance was lost
   * before is sent again by its host; so a second later write to the block that was there first is
   * newer data.
   */
  private static final class ForeignHost {
    /** The two landings of a block whose commands arrived last, by when those arrived. */
    private record Latest(long arrived, Event landed, long arrivedBefore) {}

    private final Journeys journeys;
    private final List<LateWrite> late;
    private final Set<Lane> lost = new HashSet<>();
    private final Map<Long, Latest> blocks = new HashMap<>();

    ForeignHost(Journeys journeys, List<LateWrite> late) {
      this.journeys = journeys;
      this.late = late;
    }

    void read(Event event) {
      if (event.detail() instanceof InstanceEvent.Noticed) {
        lost.add(event.lane());
      } else if (event.detail() instanceof CommandEvent.Executed executed
          && executed.qid() > 0
          && executed.status() == 0) {
        Copy copy = journeys.copyOf(event.sequence());
        Event arrival = copy == null ? null : copy.first(CommandEvent.Received.class);
        if (copy != null && copy.isWrite() && copy.operation() == 0 && arrival != null) {
          landed(event, executed, copy, arrival.sequence());
        }
      }
    }

    private void landed(Event event, CommandEvent.Executed executed, Copy copy, long arrived) {
      for (long block = executed.lba(); block < executed.lba() + executed.blocks(); block++) {
        Latest latest = blocks.getOrDefault(block, new Latest(0, event, 0));
        if (latest.arrivedBefore() > arrived && (copy.isLate() || lost.contains(event.lane()))) {
          late.add(new LateWrite(copy, event, block, 0, null, latest.landed(), 0));
        }
        if (arrived > latest.arrived()) {
          blocks.put(block, new Latest(arrived, event, latest.arrived()));
        } else if (arrived > latest.arrivedBefore()) {
          blocks.put(block, new Latest(latest.arrived(), latest.landed(), arrived));
        }
      }
    }
  }
}
