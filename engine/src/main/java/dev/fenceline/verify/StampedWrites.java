package dev.fenceline.verify;

import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.timeline.block.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows what each block holds if the events of a workload show which copy carries which write,
 * and when each write ended for the application. One newer write is then enough to find a loss, and
 * no retry is mistaken for a newer write.
 */
final class StampedWrites {
  /**
   * Acknowledged data that an older write has replaced.
   *
   * @param older when a copy of the older write took effect
   * @param failed true if that write had failed for the application, false if it had been
   *     acknowledged
   * @param newer when the newer write had taken effect
   */
  record Loss(long lba, Event older, boolean failed, Event newer) {}

  private static final class Write {
    private final IoEvent.Submitted request;
    private final long submitted;
    private long ended = Long.MAX_VALUE;
    private boolean failed;
    private @Nullable Event landed;

    Write(IoEvent.Submitted request, long submitted) {
      this.request = request;
      this.submitted = submitted;
    }

    boolean endedBefore(Write other) {
      return ended < other.submitted;
    }
  }

  private record Held(Write write, Event landed) {}

  private final Map<Long, Write> writes = new HashMap<>();
  private final Map<Block, Held> held = new HashMap<>();
  private final Map<Block, Write> acknowledged = new HashMap<>();

  void submitted(Event event, IoEvent.Submitted request) {
    if (request.kind() == IoKind.WRITE) {
      writes.put(request.operation(), new Write(request, event.sequence()));
    }
  }

  /** Takes into account that a copy has taken effect, and returns the losses. */
  List<Loss> landed(Event event, long operation) {
    Write write = writes.get(operation);
    if (write == null) {
      return List.of();
    }
    if (write.landed == null) {
      write.landed = event;
    }
    List<Loss> losses = new ArrayList<>();
    for (long lba = first(write); lba < end(write); lba++) {
      Block block = new Block(write.request.nsid(), lba);
      held.put(block, new Held(write, event));
      Write newer = acknowledged.get(block);
      if (newer != null && newer.landed != null && write.endedBefore(newer)) {
        losses.add(new Loss(lba, event, write.failed, newer.landed));
      }
    }
    return losses;
  }

  /**
   * Takes into account that a write has ended for the application, and returns the losses of its
   * data so far.
   */
  List<Loss> ended(Event event, IoEvent.Ended ended) {
    Write write = writes.get(ended.operation());
    if (write == null) {
      return List.of();
    }
    write.ended = event.sequence();
    write.failed = ended.status() != 0;
    List<Loss> losses = new ArrayList<>();
    for (long lba = first(write); lba < end(write) && !write.failed; lba++) {
      Block block = new Block(write.request.nsid(), lba);
      acknowledged.put(block, write);
      Held now = held.get(block);
      if (now != null && write.landed != null && now.write.endedBefore(write)) {
        losses.add(new Loss(lba, now.landed, now.write.failed, write.landed));
      }
    }
    return losses;
  }

  private static long first(Write write) {
    return write.request.lba();
  }

  private static long end(Write write) {
    return write.request.lba() + write.request.blocks();
  }
}
