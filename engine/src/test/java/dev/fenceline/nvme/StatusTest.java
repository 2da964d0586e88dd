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
    assertThat(Status.of(StatusCode.INVALID_FIELD)).isEqualTo(new Status(0x002, false));
    assertThat(Status.doNotRetry(StatusCode.INVALID_FIELD))
        .isNotEqualTo(Status.of(StatusCode.INVALID_FIELD));
    assertThat(Status.doNotRetry(StatusCode.INVALID_FIELD).is(StatusCode.INVALID_FIELD)).isTrue();
  }

  @Test
  void pathErrorsAreThoseOfTypeThree() {
    assertThat(Status.of(StatusCode.HOST_ABORTED_COMMAND).isPathError()).isTrue();
    assertThat(Status.of(StatusCode.ANA_TRANSITION).isPathError()).isTrue();
    assertThat(new Status(0x3FF, false).isPathError()).isTrue();
    assertThat(Status.of(StatusCode.READ_ERROR).isPathError()).isFalse();
    assertThat(Status.of(StatusCode.ANA_INACCESSIBLE).isAnaError()).isTrue();
    assertThat(Status.of(StatusCode.HOST_PATH_ERROR).isAnaError()).isFalse();
  }

  @Test
  void theBlockLayerSeesTheNumbersOfTheTestReport() {
    assertThat(Status.of(StatusCode.HOST_ABORTED_COMMAND).blkStatus().number()).isEqualTo(10);
    assertThat(Status.of(StatusCode.COMMAND_INTERRUPTED).blkStatus().number()).isEqualTo(5);
    assertThat(Status.of(StatusCode.HOST_PATH_ERROR).blkStatus().number()).isEqualTo(4);
    assertThat(Status.doNotRetry(StatusCode.INVALID_OPCODE).blkStatus().number()).isEqualTo(1);
    assertThat(new Status(0x7FF, false).blkStatus()).isEqualTo(BlkStatus.IOERR);
  }

  @Test
  void everyCodeFitsItsElevenBitsAndIsThereOnce() {
    assertThat(StatusCode.values()).extracting(StatusCode::code).doesNotHaveDuplicates();
    for (StatusCode code : StatusCode.values()) {
      assertThat(Status.of(code).known()).contains(code);
    }
    assertThat(Status.doNotRetry(StatusCode.CCR_IN_PROGRESS))
        .hasToString("13Fh Cross-Controller Reset In Progress DNR");
    assertThat(new Status(0x7FF, false).label()).isEqualTo("Unknown");
  }

  @Test
  void aCodeOfTwelveBitsIsRefused() {
    assertThatThrownBy(() -> new Status(0x800, false)).isInstanceOf(IllegalArgumentException.class);
  }
}
