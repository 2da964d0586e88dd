package dev.fenceline.exchange.recording;

import dev.fenceline.event.Event;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.tcp.PduType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The header values of PDUs that their events do not contain, derived from earlier and later
 * events: the total data of a command, the offset of a PDU's data in it, and whether more follows.
 */
public final class PduLengths {
  /**
   * The values of one PDU.
   *
   * @param offset the offset of its data in the data of the command
   * @param total for a command, the number of bytes of all data that follows; for an R2T, the
   *     number of bytes that it requests
   * @param isLast whether no more data follows in this direction
   * @param isSuccess whether the data ends the command without a response
   */
  public record Lengths(long offset, long total, boolean isLast, boolean isSuccess) {
    static final Lengths NONE = new Lengths(0, 0, true, false);
  }

  private record Key(String path, int connection, int cid) {}

  /** The later events of a command, while the recording is read from its end. */
  private static final class Later {
    private int nextType = -1;
    private long data;
    private long toTarget;
  }

  private final Map<Long, Lengths> lengths = new HashMap<>();

  /** Derives the values for the PDUs of a whole recording. */
  public PduLengths(List<Event> events) {
    Map<Key, Later> later = new HashMap<>();
    for (int i = events.size() - 1; i >= 0; i--) {
      Event event = events.get(i);
      if (event.detail() instanceof PduEvent.Passed pdu && isAtHost(pdu)) {
        readBackwards(event, pdu, later.computeIfAbsent(key(event, pdu), _ -> new Later()));
      }
    }
    Map<Key, Long> offsets = new HashMap<>();
    for (Event event : events) {
      if (event.detail() instanceof PduEvent.Passed pdu && isAtHost(pdu)) {
        readForwards(event, pdu, offsets);
      }
    }
  }

  private static boolean isAtHost(PduEvent.Passed pdu) {
    return pdu.direction() == Direction.TO_TARGET
        ? pdu.point() == Point.ENTERED
        : pdu.point() == Point.LEFT;
  }

  private static Key key(Event event, PduEvent.Passed pdu) {
    return new Key(event.lane().name(), pdu.connection(), pdu.cid());
  }

  private void readBackwards(Event event, PduEvent.Passed pdu, Later later) {
    int type = pdu.type();
    boolean isLast = later.nextType != type;
    boolean isSuccess = isLast && later.nextType == PduType.CAPSULE_CMD.code();
    long total = type == PduType.R2T.code() ? later.toTarget : later.data;
    lengths.put(event.sequence(), new Lengths(0, total, isLast, isSuccess));
    later.nextType = type;
    if (type == PduType.CAPSULE_CMD.code()) {
      later.data = 0;
      later.toTarget = 0;
    } else if (type == PduType.R2T.code()) {
      later.toTarget = 0;
    } else {
      later.data += pdu.dataLength();
      later.toTarget += pdu.direction() == Direction.TO_TARGET ? pdu.dataLength() : 0;
    }
  }

  private void readForwards(Event event, PduEvent.Passed pdu, Map<Key, Long> offsets) {
    Key key = key(event, pdu);
    if (pdu.type() == PduType.CAPSULE_CMD.code()) {
      offsets.remove(key);
      return;
    }
    long offset = offsets.getOrDefault(key, 0L);
    Lengths known = lengths.getOrDefault(event.sequence(), Lengths.NONE);
    lengths.put(event.sequence(), new Lengths(offset, known.total, known.isLast, known.isSuccess));
    if (pdu.type() != PduType.R2T.code()) {
      offsets.put(key, offset + pdu.dataLength());
    }
  }

  /** Returns the values for the PDU of this event. */
  public Lengths of(long sequence) {
    return lengths.getOrDefault(sequence, Lengths.NONE);
  }
}
