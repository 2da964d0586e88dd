package dev.fenceline.nvme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Names: of instances, of hosts and subsystems, and how Connect carries them. */
class NqnAndInstanceIdTest {
  @Test
  void anInstanceIsPrintedInHexadecimal() {
    assertThat(new InstanceId(2, 0x1F, 0xC0FFEE)).hasToString("0002:1f:0000000000c0ffee");
  }

  @Test
  void anInstanceHasItsRanges() {
    assertThatThrownBy(() -> new InstanceId(0x1_0000, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new InstanceId(1, 256, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new InstanceId(1, 0, 0).isReported()).isFalse();
  }

  @Test
  void theUniquifierNeverBecomesZero() {
    assertThat(InstanceId.nextCiu(1)).isEqualTo(2);
    assertThat(InstanceId.nextCiu(255)).isEqualTo(1);
    assertThat(InstanceId.nextCiu(0)).isEqualTo(1);
  }

  @net.jqwik.api.Property
  void connectDataIsReadBack(
      @ForAll long high,
      @ForAll long low,
      @ForAll @IntRange(max = 0xFFFF) int cntlid,
      @ForAll @AlphaChars @StringLength(min = 1, max = 223) String subsystem,
      @ForAll @AlphaChars @StringLength(min = 1, max = 223) String host) {
    ConnectData data =
        new ConnectData(new UUID(high, low), cntlid, new Nqn(subsystem), new Nqn(host));
    ByteBuf wire = Unpooled.buffer();
    data.write(wire);
    assertThat(wire.readableBytes()).isEqualTo(ConnectData.SIZE);
    assertThat(wire.getLong(0)).isEqualTo(high);
    assertThat(ConnectData.read(wire)).isEqualTo(data);
  }

  @Test
  void aBadNameIsFoundWhereTheAnswerPointsTo() {
    ByteBuf wire = Unpooled.buffer();
    new ConnectData(new UUID(1, 2), 1, Nqn.DISCOVERY, Nqn.DISCOVERY).write(wire);
    ByteBuf noSubsystem = wire.copy().setByte(256, 0);
    ByteBuf endlessHost = wire.copy();
    for (int i = 512; i < 768; i++) {
      endlessHost.setByte(i, 'x');
    }
    assertThatThrownBy(() -> ConnectData.read(noSubsystem))
        .isInstanceOfSatisfying(
            MalformedException.class, bad -> assertThat(bad.offset()).isEqualTo(256));
    assertThatThrownBy(() -> ConnectData.read(endlessHost))
        .isInstanceOfSatisfying(
            MalformedException.class, bad -> assertThat(bad.offset()).isEqualTo(512));
  }

  @Test
  void anInvalidConnectParameterIsToldByItsOffset() {
    assertThat(ConnectRequest.invalidParameter(ConnectData.SUBNQN_OFFSET, true))
        .isEqualTo(0x1_0100);
    assertThat(ConnectRequest.invalidParameter(CommandFields.QID.offset(), false)).isEqualTo(42);
  }
}
