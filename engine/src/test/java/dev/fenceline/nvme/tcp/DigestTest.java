package dev.fenceline.nvme.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECK_DIGEST = 0xE3069283;

  @Test
  void theCheckStringGivesThePublishedValue() {
    assertThat(Digest.of(Unpooled.wrappedBuffer(CHECK), 0, CHECK.length)).isEqualTo(CHECK_DIGEST);
  }

  @Test
  void aPartOfAComposedBufferCountsWithoutMovingIt() {
    ByteBuf composed =
        Unpooled.wrappedBuffer(
            Unpooled.wrappedBuffer(new byte[] {0, '1', '2', '3'}),
            Unpooled.wrappedBuffer(CHECK, 3, 6));
    assertThat(Digest.of(composed, 1, CHECK.length)).isEqualTo(CHECK_DIGEST);
    assertThat(composed.readerIndex()).isZero();
    composed.release();
  }

  @Test
  void aDirectBufferGivesTheSame() {
    ByteBuf direct = Unpooled.directBuffer().writeBytes(CHECK);
    assertThat(Digest.of(direct, 0, CHECK.length)).isEqualTo(CHECK_DIGEST);
    direct.release();
  }
}
