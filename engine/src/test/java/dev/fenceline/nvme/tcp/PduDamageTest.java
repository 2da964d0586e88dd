package dev.fenceline.nvme.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ReferenceCountUtil;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Bytes that nobody sent: the parser ends the stream in good order and keeps nothing. */
class PduDamageTest {
  private static final int PDU_MAX = 4096;

  @Property(tries = 2000)
  void anyBytesEndInAPduOrAFatalError(
      @ForAll Receiver receiver,
      @ForAll("types") int type,
      @ForAll("negotiated") Digests digests,
      @ForAll @Size(max = 200) byte[] bytes) {
    ByteBuf wire = Unpooled.buffer().writeBytes(bytes);
    if (bytes.length > 0) {
      wire.setByte(0, type);
    }
    PduParser parser = new PduParser(receiver, PDU_MAX);
    parser.resume(digests);
    try {
      for (Pdu pdu = parser.parse(wire); pdu != null; pdu = parser.parse(wire)) {
        ReferenceCountUtil.release(pdu);
      }
    } catch (FatalErrorException fatal) {
      assertThat(parser.isBad()).isTrue();
      assertThat(fatal.error().header().length()).isBetween(8, FatalError.HEADER_MAX);
    }
    wire.release();
    assertThat(wire.refCnt()).isZero();
  }

  @Provide
  Arbitrary<Integer> types() {
    return Arbitraries.integers().between(0, 0x0A);
  }

  @Provide
  Arbitrary<Digests> negotiated() {
    return PduSamples.digests();
  }

  @Property(tries = 1000)
  void withDigestsNoChangedByteIsHandedOnAsIntact(
      @ForAll("pdus") Pdu sent, @ForAll @IntRange(max = 5000) int at, @ForAll byte change) {
    Assume.that(change != 0 && !sent.type().isTermination());
    PduWriter writer = new PduWriter();
    writer.use(Digests.BOTH, 0);
    ByteBuf wire = Unpooled.buffer();
    writer.write(sent, wire);
    int index = at % wire.readableBytes();
    wire.setByte(index, wire.getByte(index) ^ change);

    @Nullable Pdu received = parseOrNull(sent.type().receiver(), wire);
    if (received != null && !received.type().isTermination()) {
      assertThat(received.damage()).as("byte %d of %s", index, sent).isNotNull();
    }
    ReferenceCountUtil.release(received);
    wire.release();
    assertThat(wire.refCnt()).isZero();
    sent.release();
  }

  /** The PDU; null if the parser waits for more or ends the stream. */
  private static @Nullable Pdu parseOrNull(Receiver receiver, ByteBuf wire) {
    PduParser parser = new PduParser(receiver, PDU_MAX);
    parser.resume(Digests.BOTH);
    try {
      return parser.parse(wire);
    } catch (FatalErrorException _) {
      assertThat(parser.isBad()).isTrue();
      return null;
    }
  }

  @Provide
  Arbitrary<Pdu> pdus() {
    return Arbitraries.of(Receiver.class).flatMap(PduSamples::pdus);
  }
}
