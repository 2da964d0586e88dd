package dev.fenceline.nvme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StatusTest {
  @net.jqwik.api.Property
  void aCompletionIsReadBack(
      @ForAll int dw0,
      @ForAll int dw1,
      @ForAll @IntRange(max = 0xFFFF) int sqhd,
      @ForAll @IntRange(max = 0xFFFF) int cid,
      @ForAll @IntRange(max = 0x7FF) int code,
      @ForAll @IntRange(max = 3) int crd,
      @ForAll boolean more,
      @ForAll boolean dnr) {
    Completion completion =
        new Completion(dw0, dw1, sqhd, cid, cid, new Status(code, dnr), crd, more);
    ByteBuf wire = Unpooled.buffer();
    completion.write(wire);
    assertThat(wire.readableBytes()).isEqualTo(Completion.SIZE);
    assertThat(wire.getUnsignedShortLE(14) >> 1)
        .as("as Linux reads it")
        .isEqualTo(code | (crd << 11) | (more ? 0x2000 : 0) | (dnr ? 0x4000 : 0));
    assertThat(Completion.read(wire)).isEqualTo(completion);
  }

  @Test
  void thePhaseBitIsIgnored() {
    ByteBuf wire = Unpooled.buffer().writeZero(Completion.SIZE).setByte(14, 1);
    assertThat(Completion.read(wire)).isEqualTo(new Completion(0, 0, 0, 0, 0, Status.SUCCESS));
  }

  @Test
  void statusesAreEqualByTypeCodeAndDoNotRetry() {
    assertThat(StatusCode.INVALID_FIELD.status()).isEqualTo(new Status(0x002, false));
    assertThat(StatusCode.INVALID_FIELD.dnr()).isNotEqualTo(StatusCode.INVALID_FIELD.status());
    assertThat(StatusCode.INVALID_FIELD.dnr().is(StatusCode.INVALID_FIELD)).isTrue();
  }

  @Test
  void pathErrorsAreThoseOfTypeThree() {
    assertThat(StatusCode.HOST_ABORTED_COMMAND.status().isPathError()).isTrue();
    assertThat(StatusCode.ANA_TRANSITION.status().isPathError()).isTrue();
    assertThat(new Status(0x3FF, false).isPathError()).isTrue();
    assertThat(StatusCode.READ_ERROR.status().isPathError()).isFalse();
    assertThat(StatusCode.ANA_INACCESSIBLE.status().isAnaError()).isTrue();
    assertThat(StatusCode.HOST_PATH_ERROR.status().isAnaError()).isFalse();
  }

  @Test
  void theBlockLayerSeesTheNumbersOfTheTestReport() {
    assertThat(StatusCode.HOST_ABORTED_COMMAND.status().blkStatus().number()).isEqualTo(10);
    assertThat(StatusCode.COMMAND_INTERRUPTED.status().blkStatus().number()).isEqualTo(5);
    assertThat(StatusCode.HOST_PATH_ERROR.status().blkStatus().number()).isEqualTo(4);
    assertThat(StatusCode.INVALID_OPCODE.dnr().blkStatus().number()).isEqualTo(1);
    assertThat(new Status(0x7FF, false).blkStatus()).isEqualTo(BlkStatus.IOERR);
  }

  @Test
  void everyCodeFitsItsElevenBitsAndIsThereOnce() {
    assertThat(StatusCode.values()).extracting(StatusCode::code).doesNotHaveDuplicates();
    for (StatusCode code : StatusCode.values()) {
      assertThat(code.status().known()).contains(code);
    }
    assertThat(StatusCode.CCR_IN_PROGRESS.dnr())
        .hasToString("13Fh Cross-Controller Reset In Progress DNR");
    assertThat(new Status(0x7FF, false).label()).isEqualTo("Unknown");
  }

  @Test
  void aCodeOfTwelveBitsIsRefused() {
    assertThatThrownBy(() -> new Status(0x800, false)).isInstanceOf(IllegalArgumentException.class);
  }
}
