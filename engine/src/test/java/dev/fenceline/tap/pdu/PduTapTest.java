package dev.fenceline.tap.pdu;

import static dev.fenceline.event.value.Direction.TO_HOST;
import static dev.fenceline.event.value.Direction.TO_TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.tcp.CapturedStreams;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduType;
import dev.fenceline.nvme.tcp.PduWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PduTapTest {
  private static final int CONNECT_CID = 7;
  private static final int BLOCK = 4096;

  private final List<Event> events = new ArrayList<>();
  private PduTap tap = newTap();

  private PduTap newTap() {
    return newTap(PduListener.NONE);
  }

  private PduTap newTap(PduListener listener) {
    Journal journal = new Journal(() -> 0);
    journal.addListener(events::add);
    return new PduTap(Lane.path("B"), journal, listener);
  }

  /** Both directions of a connection, as its two ends write them. */
  private static final class Wire {
    private final Digests digests;
    private final PduWriter host = new PduWriter();
    private final PduWriter target = new PduWriter();

    Wire(Digests digests) {
      this.digests = digests;
    }

    ByteBuf fromHost(Pdu... pdus) {
      return bytes(host, pdus);
    }

    ByteBuf fromTarget(Pdu... pdus) {
      return bytes(target, pdus);
    }

    private static ByteBuf bytes(PduWriter writer, Pdu... pdus) {
      ByteBuf out = Unpooled.buffer();
      for (Pdu pdu : pdus) {
        writer.write(pdu, out);
        pdu.release();
      }
      return out;
    }

    ByteBuf icReq() {
      return fromHost(new Pdu.IcReq(0, digests, 0));
    }

    ByteBuf icResp() {
      ByteBuf response = fromTarget(new Pdu.IcResp(0, digests, 1 << 17));
      host.use(digests, 0);
      target.use(digests, 0);
      return response;
    }

    ByteBuf connect(int qid) {
      ByteBuf data = Unpooled.buffer();
      new ConnectData(new UUID(1, 2), 0xFFFF, Nqn.DISCOVERY, Nqn.DISCOVERY).write(data);
      Command connect = Command.connect(qid, 31, 0, 5000).withCid(CONNECT_CID);
      return fromHost(new Pdu.CapsuleCmd(connect, data));
    }

    ByteBuf connected(int cntlid) {
      return fromTarget(response(cntlid, CONNECT_CID, Status.SUCCESS));
    }
  }

  private static Pdu.CapsuleResp response(int dw0, int cid, Status status) {
    return new Pdu.CapsuleResp(new Completion(dw0, 0, 0, 0, cid, status));
  }

  private void pass(Direction direction, Point point, ByteBuf bytes) {
    tap.bytes(1, direction, point, bytes);
    assertThat(bytes.isReadable()).isFalse();
    assertThat(bytes.refCnt()).isEqualTo(1);
    bytes.release();
  }

  private void enter(Direction direction, ByteBuf bytes) {
    pass(direction, Point.ENTERED, bytes);
  }

  private void bringUp(Wire wire, int qid, int cntlid) {
    enter(TO_TARGET, wire.icReq());
    enter(TO_HOST, wire.icResp());
    enter(TO_TARGET, wire.connect(qid));
    enter(TO_HOST, wire.connected(cntlid));
  }

  private <T extends Detail> List<T> details(Class<T> kind) {
    return events.stream().map(Event::detail).filter(kind::isInstance).map(kind::cast).toList();
  }

  private List<PduEvent.Passed> passed() {
    return details(PduEvent.Passed.class);
  }

  @Test
  void aConnectionIsKnownByItsConnectAndTheAnswerToIt() {
    bringUp(new Wire(Digests.NONE), 1, 2);
    assertThat(passed())
        .containsExactly(
            pdu(TO_TARGET, PduType.IC_REQ, -1, 0, -1, -1, -1, 0),
            pdu(TO_HOST, PduType.IC_RESP, -1, 0, -1, -1, -1, 0),
            pdu(TO_TARGET, PduType.CAPSULE_CMD, 1, 0, CONNECT_CID, 0x7F, -1, ConnectData.SIZE),
            pdu(TO_HOST, PduType.CAPSULE_RESP, 1, 2, CONNECT_CID, -1, 0, 0));
    assertThat(events).extracting(Event::lane).containsOnly(Lane.path("B"));
  }

  private static PduEvent.Passed pdu(
      Direction direction,
      PduType type,
      int qid,
      int cntlid,
      int cid,
      int opcode,
      int status,
      int dataLength) {
    return new PduEvent.Passed(
        1,
        direction,
        Point.ENTERED,
        type.code(),
        qid,
        cntlid,
        cid,
        opcode,
        status,
        dataLength,
        null);
  }

  @Test
  void headersAreKeptForTheAdminQueueOnly() {
    Wire wire = new Wire(Digests.NONE);
    bringUp(wire, 0, 2);
    ByteBuf keepAlive = wire.fromHost(new Pdu.CapsuleCmd(Command.keepAlive().withCid(9)));
    String hex = ByteBufUtil.hexDump(keepAlive);
    enter(TO_TARGET, keepAlive);
    assertThat(passed().getLast().header()).isEqualTo(hex).hasSize(2 * 72);
    assertThat(passed().getLast().cid()).isEqualTo(9);
    assertThat(passed().getLast().opcode()).isEqualTo(0x18);
    assertThat(passed().getFirst().header()).isNull();
  }

  @Test
  void aRefusedConnectNamesNoController() {
    Wire wire = new Wire(Digests.NONE);
    enter(TO_TARGET, wire.icReq());
    enter(TO_HOST, wire.icResp());
    enter(TO_TARGET, wire.connect(1));
    Status status = new Status(0x182, true);
    enter(TO_HOST, wire.fromTarget(response(0x2A, CONNECT_CID, status)));
    assertThat(passed().getLast().cntlid()).isZero();
    assertThat(passed().getLast().status()).isEqualTo(0x4182);
  }

  @Test
  void aStatusIsTheFieldOfTheWireShiftedByOne() {
    Wire wire = new Wire(Digests.NONE);
    bringUp(wire, 1, 2);
    Completion completion =
        new Completion(0, 0, 0, 1, 5, Status.of(StatusCode.INTERNAL_ERROR), 3, true);
    enter(TO_HOST, wire.fromTarget(new Pdu.CapsuleResp(completion)));
    assertThat(passed().getLast().status()).isEqualTo(0x006 | 3 << 11 | 1 << 13);
  }

  @Test
  void grantedDigestsHoldForBothDirections() {
    Wire wire = new Wire(Digests.BOTH);
    bringUp(wire, 1, 2);
    enter(
        TO_TARGET,
        wire.fromHost(new Pdu.H2cData(3, 4, 0, true, Unpooled.buffer(BLOCK).writeZero(BLOCK))));
    enter(
        TO_HOST,
        wire.fromTarget(
            new Pdu.R2t(3, 4, 0, BLOCK),
            new Pdu.C2hData(6, 0, true, true, Unpooled.buffer(BLOCK).writeZero(BLOCK))));
    assertThat(details(PduEvent.Malformed.class)).isEmpty();
    assertThat(passed())
        .endsWith(
            pdu(TO_TARGET, PduType.H2C_DATA, 1, 2, 3, -1, -1, BLOCK),
            pdu(TO_HOST, PduType.R2T, 1, 2, 3, -1, -1, 0),
            pdu(TO_HOST, PduType.C2H_DATA, 1, 2, 6, -1, -1, BLOCK));
  }

  @Test
  void bytesThatAreNoPduAreReportedOnceAndSilenceTheirDirection() {
    Wire wire = new Wire(Digests.NONE);
    bringUp(wire, 1, 2);
    for (Point point : Point.values()) {
      pass(TO_HOST, point, Unpooled.buffer().writeBytes(new byte[] {0x55, 1, 2, 3, 4, 5, 6, 7}));
    }
    enter(TO_HOST, wire.fromTarget(response(0, 1, Status.SUCCESS)));
    enter(TO_TARGET, wire.fromHost(new Pdu.CapsuleCmd(Command.flush(1).withCid(1))));
    assertThat(details(PduEvent.Malformed.class))
        .hasSize(1)
        .allSatisfy(malformed -> assertThat(malformed.direction()).isEqualTo(TO_HOST));
    assertThat(passed()).hasSize(5);
  }

  @Test
  void aPointThatHasEndedIsForgottenWithItsPartialPdu() {
    Wire wire = new Wire(Digests.NONE);
    enter(TO_TARGET, wire.icReq().writerIndex(100));
    for (Direction direction : Direction.values()) {
      for (Point point : Point.values()) {
        tap.ended(1, direction, point);
      }
    }
    enter(TO_TARGET, new Wire(Digests.NONE).icReq());
    assertThat(passed()).hasSize(1);
  }

  @Property(tries = 200)
  void cuttingTheBytesAnywhereChangesNothing(
      @ForAll @IntRange(max = 1) int qid,
      @ForAll boolean headerDigest,
      @ForAll boolean dataDigest,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 300) Integer> pieces) {
    tap = newTap();
    Wire wire = new Wire(new Digests(headerDigest, dataDigest));
    bringUp(wire, qid, 2);
    Pdu[] pdus = {
      new Pdu.CapsuleCmd(Command.keepAlive().withCid(1)),
      new Pdu.H2cData(3, 4, 0, true, Unpooled.buffer().writeZero(1000)),
      new Pdu.CapsuleCmd(Command.flush(1).withCid(2))
    };
    ByteBuf whole = wire.fromHost(pdus);
    ByteBuf copy = whole.copy();
    events.clear();
    enter(TO_TARGET, whole);
    List<Detail> expected = events.stream().map(Event::detail).toList();
    events.clear();
    for (int i = 0; copy.isReadable(); i++) {
      int length = Math.min(pieces.get(i % pieces.size()), copy.readableBytes());
      enter(TO_TARGET, copy.readBytes(length));
    }
    copy.release();
    assertThat(events).extracting(Event::detail).isEqualTo(expected).hasSize(3);
  }

  /** What a listener was given of PDUs with data. */
  private record Data(Point point, int held, int length, boolean damaged) {}

  private List<Data> listenForData() {
    List<Data> seen = new ArrayList<>();
    tap =
        newTap(
            new PduListener() {
              @Override
              public void passed(
                  int connection, Direction direction, Point point, Pdu pdu, int dataLength) {
                if (dataLength > 0) {
                  seen.add(new Data(point, pdu.dataLength(), dataLength, pdu.damage() != null));
                }
              }

              @Override
              public void ended(int connection, Direction direction, Point point) {}

              @Override
              public void over(int connection) {}
            });
    return seen;
  }

  @Test
  void ofAnIoQueueTheDataOfTheConnectIsHandedOnAtBothPointsAndNoOther() {
    List<Data> seen = listenForData();
    Wire wire = new Wire(Digests.NONE);
    pass(TO_TARGET, Point.LEFT, wire.icReq());
    bringUp(wire, 1, 2);
    pass(TO_TARGET, Point.LEFT, wire.connect(1));
    for (Point point : Point.values()) {
      ByteBuf data = Unpooled.buffer(BLOCK).writeZero(BLOCK);
      pass(TO_TARGET, point, wire.fromHost(new Pdu.H2cData(3, 4, 0, true, data)));
    }
    assertThat(seen)
        .containsExactly(
            new Data(Point.ENTERED, ConnectData.SIZE, ConnectData.SIZE, false),
            new Data(Point.LEFT, ConnectData.SIZE, ConnectData.SIZE, false),
            new Data(Point.ENTERED, 0, BLOCK, false),
            new Data(Point.LEFT, 0, BLOCK, false));
  }

  @Test
  void theDataDigestOfWhatIsNotKeptIsCheckedInPieces() {
    List<Data> seen = listenForData();
    Wire wire = new Wire(Digests.BOTH);
    bringUp(wire, 1, 2);
    seen.clear();
    ByteBuf[] sent = {readData(wire), readData(wire), readData(wire)};
    sent[1].setByte(100, 1);
    for (ByteBuf bytes : sent) {
      enter(TO_HOST, bytes.readBytes(200));
      enter(TO_HOST, bytes.readBytes(BLOCK));
      enter(TO_HOST, bytes);
    }
    assertThat(seen)
        .containsExactly(
            new Data(Point.ENTERED, 0, BLOCK * 2, false),
            new Data(Point.ENTERED, 0, BLOCK * 2, true),
            new Data(Point.ENTERED, 0, BLOCK * 2, false));
    assertThat(details(PduEvent.Malformed.class)).isEmpty();
  }

  private static ByteBuf readData(Wire wire) {
    ByteBuf data = Unpooled.buffer(BLOCK * 2).writeZero(BLOCK * 2);
    return wire.fromTarget(new Pdu.C2hData(6, 0, true, true, data));
  }

  @Test
  void aLongPduOfAnIoQueueCostsNoMemory() {
    Wire wire = new Wire(Digests.BOTH);
    bringUp(wire, 1, 2);
    int length = 8 << 20;
    ByteBuf whole =
        wire.fromTarget(new Pdu.C2hData(6, 0, true, true, Unpooled.buffer().writeZero(length)));
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    while (whole.isReadable()) {
      tap.bytes(
          1, TO_HOST, Point.ENTERED, whole.readSlice(Math.min(1 << 16, whole.readableBytes())));
    }
    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(length / 8);
    assertThat(passed().getLast().dataLength()).isEqualTo(length);
    whole.release();
  }

  @Test
  void theConversationOfALinuxHostIsFollowed() throws Exception {
    int connection = 0;
    var streams = CapturedStreams.read("/real-logs/linux-simple.pcap");
    for (var direction : streams.keySet()) {
      if (direction.destinationPort() == 4420) {
        connection++;
        ByteBuf toTarget = Objects.requireNonNull(streams.get(direction));
        ByteBuf toHost = Objects.requireNonNull(streams.get(direction.reversed()));
        // The host waits for the first answer, the ICResp, before it goes on.
        tap.bytes(connection, TO_TARGET, Point.ENTERED, toTarget.readSlice(128));
        tap.bytes(connection, TO_HOST, Point.ENTERED, toHost.readSlice(128));
        tap.bytes(connection, TO_TARGET, Point.ENTERED, toTarget);
        tap.bytes(connection, TO_HOST, Point.ENTERED, toHost);
      }
    }
    assertThat(details(PduEvent.Malformed.class)).isEmpty();
    assertThat(passed()).hasSize(103);
    assertThat(passed().stream().filter(pdu -> pdu.cntlid() != 0).map(PduEvent.Passed::qid))
        .contains(0, 1);
    assertThat(passed())
        .allSatisfy(pdu -> assertThat(pdu.header() != null).isEqualTo(pdu.qid() == 0));
  }
}
