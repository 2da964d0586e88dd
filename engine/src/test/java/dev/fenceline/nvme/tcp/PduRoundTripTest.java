package dev.fenceline.nvme.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read again, however the bytes arrive, and nothing stays allocated. */
class PduRoundTripTest {
  private static final int PDU_MAX = 4096;

  /** PDUs to one side over one connection; the alignment is in 0-based dwords. */
  record Stream(Receiver receiver, Digests digests, int alignment, List<Pdu> pdus) {
    ByteBuf encode() {
      PduWriter writer = new PduWriter();
      writer.use(digests, alignment);
      ByteBuf out = Unpooled.buffer();
      for (Pdu pdu : pdus) {
        int before = out.writerIndex();
        writer.write(pdu, out);
        assertThat(out.writerIndex() - before).isEqualTo(writer.length(pdu));
      }
      return out;
    }

    void release() {
      pdus.forEach(ReferenceCountUtil::release);
    }
  }

  @Provide
  Arbitrary<Stream> streams() {
    return Arbitraries.of(Receiver.class)
        .flatMap(receiver ->
            Combinators.combine(
                    PduSamples.digests(),
                    Arbitraries.integers().between(0, 31),
                    PduSamples.pdus(receiver).list().ofMinSize(1).ofMaxSize(8))
                .as((digests, alignment, pdus) -> new Stream(receiver, digests, alignment, pdus)));
  }

  @Property(tries = 300)
  void everyPduSurvivesAnyFragmentation(
      @ForAll("streams") Stream stream, @ForAll("sizes") List<Integer> sizes)
      throws FatalErrorException {
    ByteBuf wire = stream.encode();
    PduParser parser = new PduParser(stream.receiver(), PDU_MAX);
    parser.resume(stream.digests());
    ByteBuf arrived = Unpooled.buffer();
    List<Pdu> parsed = new ArrayList<>();
    for (int turn = 0; wire.isReadable(); turn++) {
      int size = Math.min(sizes.get(turn % sizes.size()), wire.readableBytes());
      arrived.writeBytes(wire, size);
      for (Pdu pdu = parser.parse(arrived); pdu != null; pdu = parser.parse(arrived)) {
        parsed.add(pdu);
      }
    }
    assertThat(parsed).isEqualTo(stream.pdus());
    assertThat(arrived.isReadable()).isFalse();
    parsed.forEach(ReferenceCountUtil::release);
    arrived.release();
    wire.release();
    stream.release();
    assertThat(arrived.refCnt()).isZero();
    assertThat(stream.pdus()).allMatch(pdu -> pdu.data() == null || pdu.refCnt() == 0);
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 200).list().ofMinSize(1).ofMaxSize(10);
  }

  @Property(tries = 100)
  void theDataBeginsWhereThePeerWantsIt(@ForAll("streams") Stream stream) {
    PduWriter writer = new PduWriter();
    writer.use(stream.digests(), stream.alignment());
    for (Pdu pdu : stream.pdus()) {
      ByteBuf out = Unpooled.buffer();
      writer.write(pdu, out);
      int pdo = out.getUnsignedByte(3);
      if (pdu.dataLength() == 0) {
        assertThat(pdo).isZero();
      } else {
        assertThat(pdo % ((stream.alignment() + 1) * 4)).isZero();
        assertThat(out.slice(pdo, pdu.dataLength())).isEqualTo(pdu.data());
      }
      out.release();
    }
    stream.release();
  }

  @Property(tries = 100)
  void theInitializationIsReadAndSetsTheDigestsOfAHost(@ForAll("initializations") Pdu first)
      throws FatalErrorException {
    ByteBuf wire = Unpooled.buffer();
    PduWriter writer = new PduWriter();
    writer.write(first, wire);
    PduParser parser = new PduParser(first.type().receiver(), PDU_MAX);
    assertThat(parser.parse(wire)).isEqualTo(first);
    if (first instanceof Pdu.IcResp response) {
      writer.use(response.digests(), 0);
      Pdu r2t = new Pdu.R2t(1, 2, 3, 4);
      writer.write(r2t, wire);
      assertThat(parser.parse(wire)).isEqualTo(r2t);
    }
    wire.release();
  }

  @Provide
  Arbitrary<Pdu> initializations() {
    return Arbitraries.of(Receiver.class).flatMap(PduSamples::initialization);
  }

  @Property(tries = 100)
  void aPipelineHandsOnAndReleasesEverything(@ForAll("streams") Stream stream) {
    ByteBuf wire = stream.encode();
    PduEncoder encoder = new PduEncoder();
    encoder.use(stream.digests(), stream.alignment());
    EmbeddedChannel sender = new EmbeddedChannel(encoder);
    for (Pdu pdu : stream.pdus()) {
      assertThat(sender.writeOutbound(pdu)).isTrue();
      ByteBuf written = sender.readOutbound();
      assertThat(written).isEqualTo(wire.readSlice(written.readableBytes()));
      written.release();
      assertThat(pdu.data() == null || pdu.refCnt() == 0).isTrue();
    }
    assertThat(wire.isReadable()).isFalse();
    assertThat(sender.finish()).isFalse();
    wire.release();
  }
}
