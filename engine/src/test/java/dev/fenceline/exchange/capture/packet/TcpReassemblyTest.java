package dev.fenceline.exchange.capture.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TcpReassemblyTest {
  private static final Endpoint HOST = Endpoint.ipv4(0x0A000001, 50_000);
  private static final Endpoint TARGET = Endpoint.ipv4(0x0A000002, 4420);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Long> gaps = new ArrayList<>();
  private boolean isFinished;
  private final TcpReassembly tcp = new TcpReassembly(new Kept());

  private final class Kept implements TcpReassembly.Sink {
    @Override
    public void bytes(long nanos, ByteBuffer view) {
      byte[] copy = new byte[view.remaining()];
      view.get(copy);
      bytes.writeBytes(copy);
    }

    @Override
    public void missing(long nanos, long sinceNanos, long count) {
      gaps.add(count);
    }

    @Override
    public void cut(long nanos, long count) {
      gaps.add(count);
    }

    @Override
    public void finished(long nanos) {
      isFinished = true;
    }
  }

  private static TcpSegment segment(int sequence, byte[] payload, int flags) {
    return new TcpSegment(HOST, TARGET, sequence, 0, flags, ByteBuffer.wrap(payload), 0);
  }

  private static byte[] stream(int length) {
    byte[] stream = new byte[length];
    new Random(7).nextBytes(stream);
    return stream;
  }

  @Property(tries = 200)
  void anyOrderOfOverlappingSegmentsGivesTheStream(
      @ForAll int first, @ForAll long seed, @ForAll @IntRange(min = 1, max = 5_000) int length) {
    byte[] stream = stream(length);
    Random random = new Random(seed);
    List<TcpSegment> segments = new ArrayList<>();
    for (int at = 0; at < length; ) {
      int from = Math.max(0, at - random.nextInt(20));
      int to = Math.min(length, at + 1 + random.nextInt(700));
      segments.add(segment(first + 1 + from, Arrays.copyOfRange(stream, from, to), TcpSegment.ACK));
      if (random.nextInt(4) == 0) {
        segments.add(segments.getLast());
      }
      at = to;
    }
    segments.add(segment(first + 1 + length, new byte[0], TcpSegment.FIN));
    Collections.shuffle(segments, random);

    TcpReassemblyTest test = new TcpReassemblyTest();
    test.tcp.begin(0, first);
    segments.forEach(segment -> test.tcp.segment(1, segment));

    assertThat(test.bytes.toByteArray()).isEqualTo(stream);
    assertThat(test.gaps).isEmpty();
    assertThat(test.isFinished).isTrue();
  }

  @Test
  void whatTheReceiverHasConfirmedAndTheCaptureHasNotIsGivenUp() {
    byte[] stream = stream(300);
    tcp.begin(0, 99);
    tcp.segment(0, segment(100, Arrays.copyOf(stream, 100), TcpSegment.ACK));
    tcp.segment(1, segment(300, Arrays.copyOfRange(stream, 200, 300), TcpSegment.ACK));
    tcp.acknowledged(2, 400);
    assertThat(gaps).isEmpty();
    tcp.acknowledged(2 + TcpReassembly.ACKNOWLEDGED_WAIT_NANOS, 400);
    assertThat(gaps).containsExactly(100L);
    assertThat(bytes.size()).isEqualTo(200);
  }

  @Test
  void aGapThatNobodyFillsIsGivenUpWhenTooMuchWaits() {
    tcp.begin(0, 0);
    byte[] piece = new byte[1 << 16];
    for (int i = 0; i <= TcpReassembly.WAITING_BYTES_MAX / piece.length; i++) {
      tcp.segment(1, segment(2 + i * piece.length, piece, TcpSegment.ACK));
    }
    assertThat(gaps).containsExactly(1L);
    assertThat(bytes.size()).isGreaterThan(TcpReassembly.WAITING_BYTES_MAX);
  }

  @Test
  void aKeepAliveProbeBringsNothing() {
    tcp.begin(0, 0);
    tcp.segment(1, segment(1, new byte[] {1, 2, 3}, TcpSegment.ACK));
    tcp.segment(2, segment(3, new byte[] {0}, TcpSegment.ACK));
    tcp.segment(3, segment(4, new byte[] {4}, TcpSegment.ACK));
    assertThat(bytes.toByteArray()).containsExactly(1, 2, 3, 4);
    assertThat(gaps).isEmpty();
  }
}
