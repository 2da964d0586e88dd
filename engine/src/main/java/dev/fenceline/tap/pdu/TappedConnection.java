package dev.fenceline.tap.pdu;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.ConnectRequest;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.FatalErrorException;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduRule;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection of a tap: its four streams, and its digests, queue and controller. */
final class TappedConnection {
  private static final int NONE = -1;
  private static final int ADMIN_QUEUE = 0;

  /** Length of the part of a Connect capsule that contains the queue ID, in bytes. */
  private static final int QUEUE_SEEN = 8 + 44;

  /** Dwords 14 and 15 of a command. */
  private static final int UNUSED_BYTES = 8;

  private final int number;
  private final Lane lane;
  private final Recorder recorder;
  private final PduListener listener;
  private final Way toTarget = new Way(Direction.TO_TARGET);
  private final Way toHost = new Way(Direction.TO_HOST);
  private final Set<Direction> malformed = EnumSet.noneOf(Direction.class);
  private int qid = NONE;
  private int connectCid = NONE;
  private int cntlid;

  TappedConnection(int number, Lane lane, Recorder recorder, PduListener listener) {
    this.number = number;
    this.lane = lane;
    this.recorder = recorder;
    this.listener = listener;
  }

  /** One direction at both points. */
  private record Way(PduStream entered, PduStream left) {
    Way(Direction direction) {
      this(new PduStream(direction), new PduStream(direction));
    }

    PduStream at(Point point) {
      return switch (point) {
        case ENTERED -> entered;
        case LEFT -> left;
      };
    }

    void use(Digests granted) {
      entered.use(granted);
      left.use(granted);
    }

    void tolerate(Consumer<PduRule> told) {
      entered.tolerate(told);
      left.tolerate(told);
    }

    boolean isEnded() {
      return entered.isEnded() && left.isEnded();
    }
  }

  private PduStream stream(Direction direction, Point point) {
    return switch (direction) {
      case TO_TARGET -> toTarget.at(point);
      case TO_HOST -> toHost.at(point);
    };
  }

  void bytes(Direction direction, Point point, ByteBuf view) {
    try {
      stream(direction, point)
          .read(
              view, (pdu, dataLength, header) -> passed(direction, point, pdu, dataLength, header));
    } catch (FatalErrorException fatal) {
      if (malformed.add(direction)) {
        recorder.record(
            lane, Cause.NONE, new PduEvent.Malformed(number, direction, fatal.error().problem()));
        listener.missed(number, direction, false);
      }
    }
  }

  /** Accepts PDUs that violate rules, as {@link PduTap#tolerate} does. */
  void tolerate(Consumer<PduRule> told) {
    toTarget.tolerate(told);
    toHost.tolerate(told);
  }

  /** Resumes with a PDU that begins with the next bytes, if the preceding bytes were malformed. */
  void goOn(Direction direction, Point point) {
    if (malformed.contains(direction)) {
      resume(direction, point);
    }
  }

  void resume(Direction direction, Point point) {
    stream(direction, point).resume();
    malformed.remove(direction);
    listener.missed(number, direction, true);
  }

  void use(Digests digests) {
    toTarget.use(digests);
    toHost.use(digests);
  }

  void absent(Direction direction, Point point, int count) {
    stream(direction, point).hole();
    bytes(direction, point, Unpooled.buffer(count).writeZero(count));
  }

  /** Ends one stream and returns whether all streams of the connection have ended. */
  boolean ended(Direction direction, Point point) {
    stream(direction, point).end();
    return toTarget.isEnded() && toHost.isEnded();
  }

  private void passed(
      Direction direction, Point point, Pdu pdu, int dataLength, @Nullable ByteBuf header) {
    PduStream stream = stream(direction, point);
    learn(pdu, stream);
    boolean isHeaderSeen = header != null && stream.isSeen(pdu.type().headerLength());
    recorder.record(
        lane,
        Cause.NONE,
        new PduEvent.Passed(
            number,
            direction,
            point,
            pdu.type().code(),
            qid,
            cntlid,
            cid(pdu),
            pdu instanceof Pdu.CapsuleCmd capsule ? capsule.command().opcode() : NONE,
            pdu instanceof Pdu.CapsuleResp capsule ? capsule.completion().statusField() : NONE,
            dataLength,
            qid == ADMIN_QUEUE && isHeaderSeen ? ByteBufUtil.hexDump(header) : null));
    if (isUnderstood(stream, pdu, dataLength)) {
      listener.passed(number, direction, point, pdu, dataLength);
    }
  }

  /**
   * Reports whether the needed parts of the PDU were seen. The data of I/O queues is not needed.
   */
  private boolean isUnderstood(PduStream stream, Pdu pdu, int dataLength) {
    return stream.isWhole()
        || ((qid > ADMIN_QUEUE || dataLength == 0) && stream.isSeen(arguments(pdu)));
  }

  /** Returns the length of the used part of a header. No command here uses the last two dwords. */
  private static int arguments(Pdu pdu) {
    int length = pdu.type().headerLength();
    return pdu instanceof Pdu.CapsuleCmd ? length - UNUSED_BYTES : length;
  }

  /** Applies the digests, queue and controller found in a PDU to all streams of the connection. */
  private void learn(Pdu pdu, PduStream stream) {
    switch (pdu) {
      case Pdu.IcResp response -> use(response.digests());
      case Pdu.CapsuleCmd capsule when capsule.command().isConnect() -> {
        qid = stream.isSeen(QUEUE_SEEN) ? ConnectRequest.of(capsule.command()).qid() : NONE;
        connectCid = capsule.command().cid();
        if (qid > ADMIN_QUEUE) {
          leaveDataOut(stream);
        }
      }
      case Pdu.CapsuleResp capsule when isConnected(capsule.completion()) ->
          cntlid = Completion.connectedTo(capsule.completion().dw0());
      default -> {}
    }
  }

  /**
   * Leaves out the data of an I/O queue after its Connect, which is the only command whose data is
   * needed. Each point sees the Connect once.
   */
  private void leaveDataOut(PduStream afterConnect) {
    afterConnect.leaveDataOut();
    toHost.entered().leaveDataOut();
    toHost.left().leaveDataOut();
  }

  private boolean isConnected(Completion completion) {
    return cntlid == 0 && completion.cid() == connectCid && completion.status().isSuccess();
  }

  private static int cid(Pdu pdu) {
    return switch (pdu) {
      case Pdu.CapsuleCmd capsule -> capsule.command().cid();
      case Pdu.CapsuleResp capsule -> capsule.completion().cid();
      case Pdu.H2cData data -> data.cccid();
      case Pdu.C2hData data -> data.cccid();
      case Pdu.R2t r2t -> r2t.cccid();
      case Pdu.IcReq _, Pdu.IcResp _, Pdu.H2cTermReq _, Pdu.C2hTermReq _ -> NONE;
    };
  }
}
