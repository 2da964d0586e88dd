package dev.fenceline.verify.invariant;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.event.value.Rule;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** L1. No TCP stream has a gap or bytes out of order. The check compares PDUs. */
public final class StreamPrefix implements Invariant {
  private record Stream(Lane lane, int connection, Direction direction) {}

  /** The features by which PDUs are compared. */
  private record Shape(int type, int cid, int opcode, int dataLength) {
    static Shape of(PduEvent.Passed pdu) {
      return new Shape(pdu.type(), pdu.cid(), pdu.opcode(), pdu.dataLength());
    }
  }

  private final Map<Stream, Queue<Shape>> underway = new HashMap<>();

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.L1;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(PduEvent.Passed.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    if (!(event.detail() instanceof PduEvent.Passed pdu)) {
      return null;
    }
    Stream stream = new Stream(event.lane(), pdu.connection(), pdu.direction());
    Queue<Shape> queue = underway.computeIfAbsent(stream, _ -> new ArrayDeque<>());
    if (pdu.point() == Point.ENTERED) {
      queue.add(Shape.of(pdu));
      return null;
    }
    return Shape.of(pdu).equals(queue.poll())
        ? null
        : Breach.by(
            event,
            "Connection %d of path %s delivered a PDU of type %02xh that was not sent next"
                .formatted(pdu.connection(), event.lane().name(), pdu.type()));
  }
}
