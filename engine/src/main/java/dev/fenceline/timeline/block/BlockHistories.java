package dev.fenceline.timeline.block;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Journey;
import dev.fenceline.timeline.span.Journeys;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The histories of all blocks of a timeline that the workload wrote or read. Blocks whose data is
 * damaged come first, then those that a late copy overwrote, then the others by address.
 */
public final class BlockHistories {
  private static final Comparator<BlockHistory> WORST_FIRST =
      Comparator.comparing((BlockHistory history) -> !history.isDamaged())
          .thenComparing(history -> !history.wasOverwritten())
          .thenComparing(BlockHistory::block);

  private final Map<Block, BlockReader> readers = new TreeMap<>();
  private final Journeys journeys;

  private BlockHistories(Journeys journeys) {
    this.journeys = journeys;
  }

  /** Returns the histories of the events that a timeline has now, worst first. */
  public static List<BlockHistory> of(Timeline timeline) {
    BlockHistories histories = new BlockHistories(Journeys.withoutPdus(timeline));
    histories.journeys.all().forEach(histories::add);
    for (int i = 0, size = timeline.size(); i < size; i++) {
      if (timeline.detail(i) instanceof Finding finding
          && finding.severity() == Finding.Severity.CORRUPTION) {
        histories.found(timeline.event(i), finding);
      }
    }
    return histories.readers.values().stream()
        .map(BlockReader::history)
        .sorted(WORST_FIRST)
        .toList();
  }

  private void add(Journey journey) {
    IoEvent.Submitted request = journey.request();
    if (request == null) {
      return;
    }
    if (request.kind() == IoKind.WRITE) {
      for (long lba = request.lba(); lba < request.lba() + request.blocks(); lba++) {
        reader(new Block(request.nsid(), lba)).write(journey, request);
      }
    } else {
      for (Event event : journey.events()) {
        if (event.detail() instanceof IoEvent.BlockRead read) {
          reader(new Block(request.nsid(), read.lba())).read(event, read);
        }
      }
    }
  }

  /** Adds a finding to the blocks of the operations that it names. */
  private void found(Event event, Finding finding) {
    finding.operations().stream()
        .map(journeys::operation)
        .map(journey -> journey == null ? null : journey.request())
        .filter(request -> request != null)
        .map(request -> new Block(request.nsid(), request.lba()))
        .distinct()
        .limit(1)
        .forEach(block -> reader(block).found(event, finding));
  }

  private BlockReader reader(Block block) {
    return readers.computeIfAbsent(block, BlockReader::new);
  }
}
