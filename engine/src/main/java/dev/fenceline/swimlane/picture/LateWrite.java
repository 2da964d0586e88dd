package dev.fenceline.swimlane.picture;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import dev.fenceline.timeline.span.Journeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write that took effect after its host had given it up, and its effect on its block.
 *
 * @param copy the late copy
 * @param landed when it took effect
 * @param block the block
 * @param version the version of the block that it carries, or 0 if it is not known
 * @param retry when its retry had taken effect, or null if it had not
 * @param newer when the newer version that it overwrites had taken effect, or null if there is none
 *     and the write did no harm
 * @param newerVersion the newer version, or 0 if there is none or it is not known
 */
public record LateWrite(
    Copy copy,
    Event landed,
    long block,
    long version,
    @Nullable Event retry,
    @Nullable Event newer,
    long newerVersion) {

  /**
   * Number of events that prove it: the submission of the late copy, the landing after its retry,
   * and the late landing.
   */
  private static final int PROOF_EVENTS = 3;

  /** Reports whether the write overwrote newer data. */
  public boolean isOnNewerData() {
    return newer != null;
  }

  /** Describes in a few words what the write did. */
  public String words() {
    if (version == 0) {
      return "lands over newer data, block %d".formatted(block);
    }
    return isOnNewerData()
        ? "v%d lands on v%d, block %d".formatted(version, newerVersion, block)
        : "v%d lands late, block %d".formatted(version, block);
  }

  /** Returns all late writes of a session, in the order in which they landed. */
  public static List<LateWrite> of(Timeline timeline, Journeys journeys) {
    Reader reader = new Reader(journeys);
    for (Event event :
        timeline.events(timeline.size(), CommandEvent.Executed.class, Finding.class)) {
      reader.read(event);
      LateWrite found = found(event, timeline, journeys);
      if (found != null) {
        reader.late.add(found);
      }
    }
    return List.copyOf(reader.late);
  }

  /** Follows the contents of each block, landing by landing. */
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
   * Returns the late write of a real host that a check has found, or null if the event is not such
   * a finding. The data of a real host is unknown.
   */
  private static @Nullable LateWrite found(Event event, Timeline timeline, Journeys journeys) {
    if (!(event.detail() instanceof Finding finding)
        || finding.severity() != Finding.Severity.CORRUPTION
        || !finding.operations().isEmpty()
        || finding.events().size() < PROOF_EVENTS) {
      return null;
    }
    List<Long> proof = finding.events();
    Event landed = timeline.find(proof.getLast());
    Event newer = timeline.find(proof.get(proof.size() - 2));
    Copy copy = landed == null ? null : journeys.copyOf(landed.sequence());
    return copy != null
            && landed != null
            && landed.detail() instanceof CommandEvent.Executed late
            && newer != null
            && newer.detail() instanceof CommandEvent.Executed before
        ? new LateWrite(copy, landed, Math.max(late.lba(), before.lba()), 0, null, newer, 0)
        : null;
  }
}
