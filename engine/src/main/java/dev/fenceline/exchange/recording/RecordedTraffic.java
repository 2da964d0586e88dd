package dev.fenceline.exchange.recording;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.exchange.recording.RecordedData.Wire;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.tcp.CommonHeader;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.FatalErrorException;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduParser;
import dev.fenceline.nvme.tcp.PduType;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import dev.fenceline.tap.AssociationTracker;
import dev.fenceline.tap.AssociationTracker.View;
import dev.fenceline.tap.pdu.PduListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes the PDUs of a recording, and the ends of its connections, through a tracker once more. */
final class RecordedTraffic {
  private static final int MAX_PDU_BYTES = 1 << 26;
  private static final int ADMIN_QUEUE = 0;

  /** A command identifier on a connection. */
  private record Place(Wire wire, int cid) {}

  /** A queue of a host's controller, or of an instance of a target. */
  private record Queue(Lane lane, int qid) {}

  private final ConclusionRecorder clock;
  private final AssociationTracker tracker;
  private final View view;
  private final RecordedData recorded;
  private final PduLengths lengths;
  private final Map<Lane, PduListener> paths = new HashMap<>();
  private final Map<Place, Event> commands = new HashMap<>();
  private final Map<Queue, Wire> queues = new HashMap<>();
  private final Map<Wire, ByteBuf> connects = new HashMap<>();

  /** The last connection of each path whose queue is not known. */
  private final Map<Lane, Wire> unnamed = new HashMap<>();

  private final Map<Lane, String> pathOf = new HashMap<>();
  private @Nullable Wire last;

  RecordedTraffic(List<Event> events, ConclusionRecorder conclusions, boolean isRelayed) {
    clock = conclusions;
    tracker = new AssociationTracker(conclusions::nanos, conclusions);
    view = isRelayed ? View.BOTH_POINTS : View.HOSTS_ONLY;
    recorded = new RecordedData(events);
    lengths = new PduLengths(events);
  }

  /** Advances the time to this moment, and the tracker reports what follows from silence. */
  void passTo(long nanos) {
    for (long due = tracker.dueNanos(); due <= nanos; ) {
      clock.at(Math.max(clock.nanos(), due));
      tracker.due();
      long next = tracker.dueNanos();
      if (next <= due) {
        return;
      }
      due = next;
    }
  }

  /** Handles an event of a path. */
  void passes(Event event) {
    switch (event.detail()) {
      case PathEvent.Opened opened ->
          paths.put(
              event.lane(),
              tracker.path(event.lane().name(), recorded.address(event.lane(), opened), view));
      case PduEvent.Passed pdu -> passed(event, pdu);
      case ConnectionEvent.Ended end when end.delivered() -> {
        Wire wire = new Wire(event.lane(), end.connection());
        end(wire, end.direction(), Point.ENTERED);
        end(wire, end.direction(), Point.LEFT);
      }
      case ConnectionEvent.Reset reset -> {
        Wire wire = new Wire(event.lane(), reset.connection());
        end(wire, Direction.TO_HOST, Point.LEFT);
        end(wire, Direction.TO_TARGET, Point.LEFT);
      }
      default -> {}
    }
  }

  /**
   * Handles a conclusion. It shows when connections ended; while a path stalls, their own events do
   * not.
   */
  void concludedThen(Event event) {
    boolean atHost = event.lane().group() == Lane.Group.HOST;
    switch (event.detail()) {
      case ConnectionEvent.QueueConnected it when last != null ->
          queues.put(new Queue(event.lane(), it.qid()), last);
      case CommandEvent.Submitted it when last != null ->
          queues.put(new Queue(event.lane(), it.qid()), last);
      case ConnectionEvent.QueueClosed it -> {
        Wire wire = queues.remove(new Queue(event.lane(), it.qid()));
        Direction direction = RecordedData.endOf(it, atHost);
        if (wire != null && direction != null) {
          boolean isSent = (direction == Direction.TO_TARGET) == atHost;
          end(wire, direction, isSent ? Point.ENTERED : Point.LEFT);
        }
      }
      case ControllerEvent.Created it -> pathOf.put(event.lane(), it.path());
      case ControllerEvent.ConnectFailed it -> attemptEnded(event.lane(), it);
      default -> {}
    }
  }

  /**
   * Handles a failed attempt. It used the last connection of its path for which no queue is known.
   */
  private void attemptEnded(Lane host, ControllerEvent.ConnectFailed failed) {
    boolean byHost = failed.text().equals("it was not initialized");
    if (byHost || failed.text().equals("the connection was lost")) {
      Wire wire = unnamed.remove(Lane.path(pathOf.getOrDefault(host, "")));
      if (wire != null) {
        end(
            wire,
            byHost ? Direction.TO_TARGET : Direction.TO_HOST,
            byHost ? Point.ENTERED : Point.LEFT);
      }
    }
  }

  private void end(Wire wire, Direction direction, Point point) {
    PduListener listener = paths.get(wire.path());
    if (listener != null) {
      listener.ended(wire.connection(), direction, point);
    }
  }

  private void passed(Event event, PduEvent.Passed pdu) {
    PduListener listener = paths.get(event.lane());
    Wire wire = new Wire(event.lane(), pdu.connection());
    last = wire;
    if (listener == null) {
      return;
    }
    if (pdu.type() == PduType.IC_REQ.code()) {
      unnamed.put(event.lane(), wire);
    } else if (pdu.type() == PduType.CAPSULE_CMD.code()) {
      unnamed.remove(event.lane(), wire);
    }
    Pdu again = pdu(event, wire, pdu);
    if (again != null) {
      listener.passed(pdu.connection(), pdu.direction(), pdu.point(), again, pdu.dataLength());
      again.release();
    }
  }

  private @Nullable Pdu pdu(Event event, Wire wire, PduEvent.Passed pdu) {
    Event submitted = recorded.submitted(event);
    Place place = new Place(wire, pdu.cid());
    if (RecordedData.isCommand(pdu) && submitted != null) {
      commands.put(place, submitted);
    }
    Event command = commands.get(place);
    Pdu parsed = parsed(event, pdu, command);
    return switch (parsed) {
      case Pdu.CapsuleCmd capsule when isConnect(pdu) -> {
        Pdu with = new Pdu.CapsuleCmd(capsule.command(), connectData(event, wire, pdu));
        capsule.release();
        yield with;
      }
      case Pdu.C2hData data when command != null && pdu.qid() == ADMIN_QUEUE -> {
        ByteBuf answer = recorded.answer(command);
        if (answer != null && data.offset() + pdu.dataLength() <= answer.capacity()) {
          data.data()
              .setBytes(data.data().readerIndex(), answer, (int) data.offset(), pdu.dataLength());
        }
        yield data;
      }
      case Pdu.CapsuleResp response when isOfConnect(command) ->
          new Pdu.CapsuleResp(answered(response.completion(), pdu.cntlid()));
      case null, default -> parsed;
    };
  }

  private static boolean isOfConnect(@Nullable Event command) {
    return command != null
        && command.detail() instanceof CommandEvent.Submitted submitted
        && submitted.opcode() == Opcode.FABRICS
        && submitted.qid() > ADMIN_QUEUE;
  }

  /**
   * Adds the controller ID to the completion of a Connect on an I/O queue, because the recording
   * does not contain it.
   */
  private static Completion answered(Completion completion, int cntlid) {
    return new Completion(
        cntlid,
        completion.dw1(),
        completion.sqhd(),
        completion.sqid(),
        completion.cid(),
        completion.status());
  }

  private static boolean isOfInitialization(PduEvent.Passed pdu) {
    return pdu.type() == PduType.IC_REQ.code() || pdu.type() == PduType.IC_RESP.code();
  }

  private static boolean isConnect(PduEvent.Passed pdu) {
    return pdu.opcode() == Opcode.FABRICS && pdu.dataLength() > 0;
  }

  private ByteBuf connectData(Event event, Wire wire, PduEvent.Passed pdu) {
    if (pdu.point() == Point.ENTERED) {
      connects.put(wire, recorded.connectData(event, pdu));
    }
    ByteBuf data = connects.get(wire);
    return data == null ? Unpooled.EMPTY_BUFFER : data.copy();
  }

  private @Nullable Pdu parsed(Event event, PduEvent.Passed pdu, @Nullable Event command) {
    String recordedHeader = pdu.header();
    ByteBuf bytes;
    Digests digests = Digests.NONE;
    if (recordedHeader == null) {
      bytes =
          PduBytes.madeUp(
              pdu,
              digests,
              lengths.of(event.sequence()),
              command != null && command.detail() instanceof CommandEvent.Submitted it ? it : null);
    } else {
      ByteBuf header = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(recordedHeader));
      digests =
          CommonHeader.read(header, 0)
              .filter(common -> common.type().digested())
              .map(common -> common.digests(Digests.NONE))
              .orElse(Digests.NONE);
      bytes = PduBytes.of(header);
    }
    try {
      PduParser parser =
          new PduParser(
              pdu.direction() == Direction.TO_TARGET ? Receiver.CONTROLLER : Receiver.HOST,
              MAX_PDU_BYTES);
      if (!isOfInitialization(pdu)) {
        parser.resume(digests);
      }
      return parser.parse(bytes);
    } catch (FatalErrorException _) {
      return null; // no PDU can have this content, so nothing is concluded from it
    } finally {
      bytes.release();
    }
  }
}
