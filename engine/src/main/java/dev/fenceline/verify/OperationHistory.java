package dev.fenceline.verify;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.block.Block;
import dev.fenceline.timeline.span.Journeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The reads and writes of each block, as the workload saw them. A failed write ends at its failure.
 * A write whose end was not recorded stays open for ever. A failed read is left out. An operation
 * on several blocks counts once for each of them.
 *
 * <p>If the target's own events are recorded, media counts as a reader of each copy that landed
 * after its write had ended and after a later acknowledged write. So the loss of an acknowledged
 * write is found even if the block was not read before it was written again.
 */
public final class OperationHistory {
  /**
   * A read that did not return a whole block of this run at its own address.
   *
   * @param sequence the event that reports it
   */
  public record BadRead(long sequence, long nanos, Block block, IoEvent.BlockRead read) {}

  private record Begun(Event event, IoEvent.Submitted request, List<IoEvent.BlockRead> blocks) {}

  private final Map<Long, Begun> open = new HashMap<>();
  private final TreeMap<Block, List<Operation>> blocks = new TreeMap<>();
  private final List<BadRead> badReads = new ArrayList<>();
  private final Set<Block> readBack = new HashSet<>();
  private long blocksRead;
  private boolean settled;
  private boolean readBackFailed;
  private boolean givenUp;

  private OperationHistory() {}

  /** Returns the history of the events that a timeline has at this moment. */
  public static OperationHistory of(Timeline timeline) {
    OperationHistory history = new OperationHistory();
    for (int i = 0, size = timeline.size(); i < size; i++) {
      switch (timeline.detail(i)) {
        case IoEvent io -> history.read(timeline.event(i), io);
        case RunEvent.Reached(var stage) when stage == RunEvent.Stage.SETTLED ->
            history.settled = true;
        case CommandEvent.Cancelled copy -> history.givenUp |= copy.qid() > 0;
        default -> {}
      }
    }
    history.leaveOpen();
    if (history.givenUp) { // otherwise no copy can land after its write has ended
      LateLandings.of(Journeys.withoutPdus(timeline)).forEach(history::landedLate);
    }
    return history;
  }

  private void read(Event event, IoEvent io) {
    switch (io) {
      case IoEvent.Submitted request -> {
        open.put(request.operation(), new Begun(event, request, new ArrayList<>(1)));
        if (settled && request.kind() == IoKind.WRITE) {
          settled = false; // a read before the last write does not count as read-back
          readBack.clear();
        }
      }
      case IoEvent.BlockRead read -> {
        Begun begun = open.get(read.operation());
        if (begun != null) {
          begun.blocks.add(read);
          blockRead(event, new Block(begun.request.nsid(), read.lba()), read);
        }
      }
      case IoEvent.Ended ended -> end(event, ended);
      default -> {}
    }
  }

  private void blockRead(Event event, Block block, IoEvent.BlockRead read) {
    blocksRead++;
    if (!read.quality().isWhole()) {
      badReads.add(new BadRead(event.sequence(), event.nanos(), block, read));
    }
    if (settled) {
      readBack.add(block);
    }
  }

  private void end(Event event, IoEvent.Ended ended) {
    Begun begun = open.remove(ended.operation());
    if (begun == null) {
      return;
    }
    boolean ok = ended.status() == 0;
    if (begun.request.kind() == IoKind.WRITE) {
      addWrite(
          begun,
          ok ? Operation.Kind.WRITE : Operation.Kind.FAILED_WRITE,
          event.sequence(),
          event.nanos());
    } else if (ok) {
      begun.blocks.forEach(block -> addRead(begun, block, event));
    } else if (settled) {
      readBackFailed = true;
    }
  }

  private void leaveOpen() {
    for (Begun begun : open.values()) {
      if (begun.request.kind() == IoKind.WRITE) {
        addWrite(begun, Operation.Kind.WRITE, Operation.OPEN, Operation.OPEN);
      } else if (settled) {
        readBackFailed = true;
      }
    }
  }

  private void addWrite(Begun begun, Operation.Kind kind, long responded, long respondedNanos) {
    IoEvent.Submitted request = begun.request;
    for (long lba = request.lba(); lba < request.lba() + request.blocks(); lba++) {
      operations(new Block(request.nsid(), lba))
          .add(
              new Operation(
                  request.operation(),
                  kind,
                  request.stamp(),
                  request.version(),
                  begun.event.sequence(),
                  begun.event.nanos(),
                  responded,
                  respondedNanos));
    }
  }

  private void addRead(Begun begun, IoEvent.BlockRead block, Event end) {
    if (block.quality().isWhole()) {
      operations(new Block(begun.request.nsid(), block.lba()))
          .add(
              new Operation(
                  block.operation(),
                  Operation.Kind.READ,
                  block.stamp(),
                  block.version(),
                  begun.event.sequence(),
                  begun.event.nanos(),
                  end.sequence(),
                  end.nanos()));
    }
  }

  private void landedLate(LateLandings.Lost lost) {
    Block block = new Block(lost.nsid(), lost.lba());
    operations(block).add(held(lost.newer(), lost.newerLanded()));
    operations(block).add(held(lost.older(), lost.olderLanded()));
  }

  private static Operation held(IoEvent.Submitted write, Event landed) {
    return new Operation(
        write.operation(),
        Operation.Kind.MEDIA,
        write.stamp(),
        write.version(),
        landed.sequence(),
        landed.nanos(),
        landed.sequence(),
        landed.nanos());
  }

  private List<Operation> operations(Block block) {
    return blocks.computeIfAbsent(block, _ -> new ArrayList<>());
  }

  /** Returns the operations of each block. */
  public Map<Block, List<Operation>> blocks() {
    return Collections.unmodifiableMap(blocks);
  }

  /** Returns the reads of something torn, misdirected or foreign. */
  public List<BadRead> badReads() {
    return List.copyOf(badReads);
  }

  /** Returns the number of blocks that were read and compared with what they may hold. */
  public long blocksRead() {
    return blocksRead;
  }

  /**
   * Reports whether every block was read once more after the run had settled, and no such read
   * failed.
   */
  public boolean isReadBack() {
    return !blocks.isEmpty() && !readBackFailed && readBack.containsAll(blocks.keySet());
  }
}
