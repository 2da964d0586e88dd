package dev.fenceline.nvme.tcp;

import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the time to encode and decode a PDU with data. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls encode() first
public class PduCodecBenchmark {
  private static final int MAX_PDU_BYTES = 1 << 20;

  /** Bytes of data in the PDU. */
  @Param({"512", "4096"})
  public int bytes;

  /** Whether header and data have digests. */
  @Param({"false", "true"})
  public boolean digests;

  private final PduWriter writer = new PduWriter();
  private final PduParser parser = new PduParser(Receiver.HOST, MAX_PDU_BYTES);
  private final ByteBuf out = Unpooled.buffer(MAX_PDU_BYTES);
  private Pdu pdu;
  private ByteBuf encoded;

  /** Encodes the PDU that is decoded. */
  @Setup
  public void encode() {
    Digests used = new Digests(digests, digests);
    writer.use(used, 0);
    parser.resume(used);
    pdu = new Pdu.C2hData(7, 0, true, true, Unpooled.wrappedBuffer(new byte[bytes]));
    encoded = Unpooled.buffer(MAX_PDU_BYTES);
    writer.write(pdu, encoded);
  }

  /** Encodes it. */
  @Benchmark
  public int write() {
    out.clear();
    writer.write(pdu, out);
    return out.writerIndex();
  }

  /** Decodes it. */
  @Benchmark
  public int parse() throws FatalErrorException {
    encoded.readerIndex(0);
    Pdu parsed = parser.parse(encoded);
    if (parsed == null) {
      throw new IllegalStateException("the PDU is not whole");
    }
    ByteBuf data = parsed.data();
    if (data == null) {
      throw new IllegalStateException("the PDU has no data");
    }
    int length = data.readableBytes();
    data.release();
    return length;
  }
}
