package dev.fenceline.exchange.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Sgl;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduScanner;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import dev.fenceline.nvme.tcp.PduWriter;
import dev.fenceline.tap.pdu.PduTap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Whatever part of a direction is missing, every PDU around it is found, and nothing else. */
class PduFinderTest {
  private static final int PDUS_MAX = 40;
  private static final int DATA_MAX = 3_000;

  /** What a PDU is known by. */
  private record Told(int type, int cid, int dataLength) {}

  private static final Told MALFORMED = new Told(-1, -1, -1);

  /** PDUs as they are sent in one direction, beginning with the initialization. */
  private static final class Stream {
    private final ByteBuf bytes = Unpooled.buffer();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> tellingEnds = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Told> pdus = new ArrayList<>();
    private final Random random;
    private final Receiver receiver;
    private final Digests digests;

    Stream(Random random) {
      this.random = random;
      receiver = random.nextBoolean() ? Receiver.CONTROLLER : Receiver.HOST;
      digests = new Digests(random.nextInt(4) == 0, random.nextInt(3) == 0);
      PduWriter writer = new PduWriter();
      add(
          receiver == Receiver.CONTROLLER
              ? new Pdu.IcReq(0, digests, 0)
              : new Pdu.IcResp(0, digests, 1 << 17),
          -1,
          writer);
      writer.use(digests, random.nextInt(8));
      int count = 1 + random.nextInt(PDUS_MAX);
      for (int i = 0; i < count; i++) {
        int cid = random.nextInt(1 << 16);
        add(receiver == Receiver.CONTROLLER ? toTarget(cid) : toHost(cid), cid, writer);
      }
    }

    private void add(Pdu pdu, int cid, PduWriter writer) {
      int start = bytes.writerIndex();
      bytes.ensureWritable(writer.length(pdu));
      writer.write(pdu, bytes);
      starts.add(start);
      boolean isDigested = pdu.type().digested() && digests.header();
      tellingEnds.add(start + PduScanner.telling(pdu.type(), isDigested));
      ends.add(bytes.writerIndex());
      pdus.add(new Told(pdu.type().code(), cid, pdu.dataLength()));
      pdu.release();
    }

    private Pdu toTarget(int cid) {
      long lba = random.nextInt();
      return switch (random.nextInt(5)) {
        case 0 -> new Pdu.CapsuleCmd(Command.read(1, Math.abs(lba), 8, 4096).withCid(cid));
        case 1 -> new Pdu.CapsuleCmd(Command.write(1, Math.abs(lba), 8, 4096).withCid(cid));
        case 2 -> new Pdu.CapsuleCmd(Command.raw(Opcode.Admin.KEEP_ALIVE.code(), 0).withCid(cid));
        case 3 -> {
          ByteBuf data = data();
          Command command = Command.write(1, Math.abs(lba), 8, 4096).withCid(cid);
          yield new Pdu.CapsuleCmd(command.withSgl(Sgl.inCapsule(data.readableBytes())), data);
        }
        default -> new Pdu.H2cData(cid, cid, random.nextInt(1 << 20), true, data());
      };
    }

    private Pdu toHost(int cid) {
      return switch (random.nextInt(3)) {
        case 0 ->
            new Pdu.CapsuleResp(new Completion(random.nextInt(), 0, 7, 1, cid, Status.SUCCESS));
        case 1 -> new Pdu.R2t(cid, random.nextInt(1 << 16), 0, 1 + random.nextInt(1 << 20));
        default -> {
          boolean isLast = random.nextBoolean();
          yield new Pdu.C2hData(cid, 4, isLast, isLast && random.nextBoolean(), data());
        }
      };
    }

    private ByteBuf data() {
      byte[] data = new byte[1 + random.nextInt(DATA_MAX)];
      random.nextBytes(data);
      return Unpooled.wrappedBuffer(data);
    }

    int length() {
      return bytes.writerIndex();
    }

    /** What is to be told if these bytes are missing. */
    List<Told> without(int from, int to) {
      List<Told> rest = new ArrayList<>();
      for (int i = 0; i < pdus.size(); i++) {
        if (ends.get(i) <= from || tellingEnds.get(i) <= from || starts.get(i) >= to) {
          rest.add(pdus.get(i));
        }
      }
      return rest;
    }
  }

  /** Decodes what is found, as the conversation of a capture does. */
  private static final class Decoding implements PduFinder.Found {
    private final List<Told> told = new ArrayList<>();
    private final List<Long> lost = new ArrayList<>();
    private final Direction direction;
    private final PduFinder finder = new PduFinder(this);
    private final PduTap tap =
        new PduTap(
            Lane.path("1"),
            (_, _, detail) -> {
              if (detail instanceof PduEvent.Passed it) {
                told.add(new Told(it.type(), it.cid(), it.dataLength()));
              } else {
                told.add(MALFORMED);
              }
              return Cause.of(1);
            });

    Decoding(Direction direction) {
      this.direction = direction;
    }

    private Point point() {
      return CapturedPath.point(direction);
    }

    @Override
    public void recognised(long nanos, Receiver receiver) {
      finder.receiver(receiver);
    }

    @Override
    public void foreign() {
      throw new AssertionError("this is NVMe/TCP");
    }

    @Override
    public void resume() {
      tap.resume(1, direction, point());
    }

    @Override
    public void begins() {
      tap.goOn(1, direction, point());
    }

    @Override
    public void initialized() {
      finder.initialized();
    }

    @Override
    public void shows(Digests digests) {
      tap.use(1, digests);
    }

    @Override
    public void bytes(long nanos, ByteBuf view) {
      tap.bytes(1, direction, point(), view);
    }

    @Override
    public void absent(long nanos, int count) {
      tap.absent(1, direction, point(), count);
    }

    @Override
    public void lost(long nanos, long sinceNanos, long bytes, String reason) {
      lost.add(bytes);
    }
  }

  private static void feed(Decoding decoding, Stream stream, int from, int to) {
    for (int at = from; at < to; ) {
      int next = Math.min(to, at + 1 + stream.random.nextInt(1_448));
      decoding.finder.bytes(at, stream.bytes.nioBuffer(at, next - at));
      at = next;
    }
  }

  private static Decoding decoding(Stream stream) {
    Decoding decoding =
        new Decoding(
            stream.receiver == Receiver.CONTROLLER ? Direction.TO_TARGET : Direction.TO_HOST);
    decoding.finder.begin();
    return decoding;
  }

  @Tag("slow")
  @Property(tries = 1_000)
  void everyPduAroundAGapIsFoundAndNoneIsInvented(
      @ForAll long seed, @ForAll boolean isCutByTheCapture) {
    Stream stream = new Stream(new Random(seed));
    int from = 16 + stream.random.nextInt(stream.length() - 15);
    int to = Math.min(stream.length(), from + 1 + stream.random.nextInt(2 * DATA_MAX));
    Decoding decoding = decoding(stream);

    feed(decoding, stream, 0, from);
    if (isCutByTheCapture) {
      decoding.finder.cut(from, to - from);
    } else {
      decoding.finder.missing(from, from, to - from);
    }
    feed(decoding, stream, to, stream.length());
    decoding.finder.close(to);

    assertThat(decoding.told).isEqualTo(stream.without(from, to));
  }

  /** The data before the last PDUs holds the first bytes of a longer header than is left. */
  @Example
  void dataThatLooksLikeTheBeginningOfALongHeaderHidesNoPdu() {
    everyPduAroundAGapIsFoundAndNoneIsInvented(-23421, true);
  }

  @Property(tries = 300)
  void whereTheBeginningIsMissingTheFirstPduAfterItIsFound(@ForAll long seed) {
    Stream stream = new Stream(new Random(seed));
    int from = 1 + stream.random.nextInt(stream.length());
    Decoding decoding =
        new Decoding(
            stream.receiver == Receiver.CONTROLLER ? Direction.TO_TARGET : Direction.TO_HOST);

    feed(decoding, stream, from, stream.length());

    assertThat(decoding.told).isEqualTo(stream.without(0, from));
  }

  /**
   * A connection that loses its step says so, and a header that begins in the next bytes counts.
   */
  @Property(tries = 100)
  void bytesThatAreNoPduAreSaidAndHideNone(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int count) {
    Stream stream = new Stream(new Random(seed));
    byte[] rubbish = new byte[count];
    Arrays.fill(rubbish, (byte) 0xEE);
    Decoding decoding = decoding(stream);

    feed(decoding, stream, 0, stream.length());
    decoding.finder.bytes(1, ByteBuffer.wrap(rubbish));
    feed(decoding, stream, stream.starts.get(1), stream.length());

    List<Told> expected = new ArrayList<>(stream.pdus);
    expected.add(MALFORMED);
    expected.addAll(stream.pdus.subList(1, stream.pdus.size()));
    assertThat(decoding.told).isEqualTo(expected);
    assertThat(decoding.lost).containsExactly((long) count);
  }
}
