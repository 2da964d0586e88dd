package dev.fenceline.nvme.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A PDU whose data goes by is the one that would have been read as a whole, but for its data. */
class PassingPduTest {
  private static final int PDU_MAX = 4096;

  @Property(tries = 1000)
  void inAnyPiecesItIsTheWholePduWithoutItsData(
      @ForAll("pdus") Pdu sent,
      @ForAll("digests") Digests digests,
      @ForAll @IntRange(max = Header.PDA_MAX) int alignment,
      @ForAll @IntRange(max = 5000) int damagedAt,
      @ForAll byte change,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 200) Integer> pieces)
      throws FatalErrorException {
    PduWriter writer = new PduWriter();
    writer.use(digests, alignment);
    ByteBuf wire = Unpooled.buffer();
    writer.write(sent, wire);
    int length = wire.readableBytes();
    damageData(wire, sent, damagedAt, change);
    Pdu whole = parse(sent.type().receiver(), digests, wire.duplicate());
    wire.writeZero(7);

    PduParser parser = parser(sent.type().receiver(), digests);
    ByteBuf arrived = wire.duplicate().writerIndex(0);
    int piece = 0;
    PassingPdu passing;
    do {
      arrive(arrived, wire, pieces.get(piece++ % pieces.size()));
      passing = parser.begin(arrived);
    } while (passing == null);
    while (!passing.take(arrived)) {
      arrive(arrived, wire, pieces.get(piece++ % pieces.size()));
    }
    assertThat(arrived.readerIndex()).isEqualTo(length);
    assertThat(passing.dataLength()).isEqualTo(sent.dataLength());
    assertThat(passing.pdu().dataLength()).isZero();
    assertThat(passing.pdu().damage()).isEqualTo(whole.damage());
    assertThat(header(passing.pdu())).isEqualTo(header(whole));
    whole.release();
    sent.release();
    wire.release();
    assertThat(wire.refCnt()).isZero();
  }

  /** Changes one of the last bytes of a PDU with data: those are data, or their digest. */
  private static void damageData(ByteBuf wire, Pdu sent, int at, byte change) {
    if (sent.dataLength() > 0) {
      int index = wire.writerIndex() - 1 - at % sent.dataLength();
      wire.setByte(index, wire.getByte(index) ^ change);
    }
  }

  private static PduParser parser(Receiver receiver, Digests digests) {
    PduParser parser = new PduParser(receiver, PDU_MAX);
    parser.resume(digests);
    return parser;
  }

  private static Pdu parse(Receiver receiver, Digests digests, ByteBuf wire)
      throws FatalErrorException {
    @Nullable Pdu pdu = parser(receiver, digests).parse(wire);
    assertThat(pdu).isNotNull();
    return pdu;
  }

  private static void arrive(ByteBuf arrived, ByteBuf wire, int more) {
    arrived.writerIndex(Math.min(wire.writerIndex(), arrived.writerIndex() + more));
  }

  private static Pdu header(Pdu pdu) {
    ByteBuf none = Unpooled.EMPTY_BUFFER;
    return switch (pdu) {
      case Pdu.CapsuleCmd it when it.data() != null -> new Pdu.CapsuleCmd(it.command(), none);
      case Pdu.H2cData it -> new Pdu.H2cData(it.cccid(), it.ttag(), it.offset(), it.last(), none);
      case Pdu.C2hData it ->
          new Pdu.C2hData(it.cccid(), it.offset(), it.last(), it.success(), none);
      default -> pdu;
    };
  }

  @Provide
  Arbitrary<Digests> digests() {
    return PduSamples.digests();
  }

  @Provide
  Arbitrary<Pdu> pdus() {
    return Arbitraries.of(Receiver.class).flatMap(PduSamples::pdus);
  }
}
