package dev.fenceline.nvme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.log.LogPageRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.ForAll;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CommandTest {
  private static final long U32_MAX = 0xFFFF_FFFFL;

  private static ByteBuf wire(Command command) {
    ByteBuf out = Unpooled.buffer();
    command.write(out);
    return out;
  }

  @net.jqwik.api.Property
  void anyEntryIsWrittenAsItWasRead(@ForAll @Size(64) byte[] bytes) {
    Command command = Command.read(Unpooled.wrappedBuffer(bytes));
    assertThat(wire(command)).isEqualTo(Unpooled.wrappedBuffer(bytes));
    assertThat(command).isEqualTo(command.withCid(command.cid()).withSgl(command.sgl()));
  }

  @Test
  void anEntryThatEndsEarlySaysWhere() {
    assertThatThrownBy(() -> Command.read(Unpooled.buffer().writeZero(63)))
        .isInstanceOfSatisfying(
            MalformedException.class,
            malformed -> {
              assertThat(malformed.structure()).isEqualTo("SQE");
              assertThat(malformed.offset()).isEqualTo(63);
            });
  }

  @net.jqwik.api.Property
  void theIdCanBeAnyOfSixteenBits(@ForAll @IntRange(max = 0xFFFF) int cid) {
    Command command = Command.keepAlive().withCid(cid);
    assertThat(command.cid()).isEqualTo(cid);
    assertThat(wire(command).getUnsignedShortLE(2)).isEqualTo(cid);
  }

  @Test
  void everyCommandSaysThatItsDataPointerIsAnSgl() {
    assertThat(wire(Command.keepAlive()).getByte(1)).isEqualTo((byte) 0x40);
    assertThat(wire(Command.disconnect()).getByte(1)).isEqualTo((byte) 0x40);
    assertThat(wire(Command.keepAlive()).getByte(39)).isEqualTo((byte) 0x5A);
  }

  @Test
  void aCrossControllerResetHasItsInstanceWhereTheRawCommandPutsIt() {
    Command reset =
        Command.crossControllerReset(new InstanceId(0x0102, 0x1F, 0xAABBCCDD_11223344L));
    assertThat(reset.opcode()).isEqualTo(0x38);
    assertThat(reset.nsid()).isZero();
    assertThat(reset.cdw10()).isEqualTo(0x001F_0102);
    assertThat(reset.cdw11()).isZero();
    assertThat(reset.cdw12()).isEqualTo(0x11223344);
    assertThat(reset.cdw13()).isEqualTo(0xAABBCCDD);
  }

  @net.jqwik.api.Property
  void theImpactedInstanceIsReadBack(
      @ForAll @IntRange(max = 0xFFFF) int cntlid,
      @ForAll @IntRange(max = 0xFF) int ciu,
      @ForAll long cirn) {
    InstanceId instance = new InstanceId(cntlid, ciu, cirn);
    assertThat(Command.crossControllerReset(instance).impacted()).isEqualTo(instance);
  }

  @net.jqwik.api.Property
  void connectIsReadBack(
      @ForAll @IntRange(max = 0xFFFF) int qid,
      @ForAll @IntRange(max = 0xFFFF) int sqsize,
      @ForAll @IntRange(max = 0xFF) int cattr,
      @ForAll @LongRange(max = U32_MAX) long katoMillis) {
    Command connect = Command.connect(qid, sqsize, cattr, katoMillis);
    assertThat(ConnectRequest.of(connect))
        .isEqualTo(new ConnectRequest(0, qid, sqsize, cattr, katoMillis));
    assertThat(connect.isFabrics()).isTrue();
    assertThat(connect.sgl()).isEqualTo(Sgl.inCapsule(1024));
  }

  @net.jqwik.api.Property
  void propertiesAreReadBack(@ForAll Property property, @ForAll long value) {
    Command set = Command.propertySet(property, value);
    assertThat(PropertyRequest.of(set))
        .isEqualTo(new PropertyRequest(property.offset(), property.size(), value));
    assertThat(PropertyRequest.of(Command.propertyGet(property)).matches(property)).isTrue();
    assertThat(set.operation(0)).contains(Opcode.Fabrics.PROPERTY_SET);
  }

  @Test
  void aPropertySizeThatDoesNotExistMatchesNoProperty() {
    Command odd = Command.propertyGet(Property.CSTS).with(BitField.bytes("ATTRIB", 40, 1), 2);
    assertThat(PropertyRequest.of(odd).matches(Property.CSTS)).isFalse();
  }

  @net.jqwik.api.Property
  void identifyIsReadBack(
      @ForAll @IntRange(max = 0xFF) int cns,
      @ForAll int nsid,
      @ForAll @IntRange(max = 0xFFFF) int cntid,
      @ForAll @IntRange(max = 0xFF) int csi) {
    Command identify = Command.identify(cns, nsid, cntid, csi);
    assertThat(IdentifyRequest.of(identify)).isEqualTo(new IdentifyRequest(cns, nsid, cntid, csi));
    assertThat(identify.sgl()).isEqualTo(Sgl.transport(4096));
  }

  @net.jqwik.api.Property
  void getLogPageIsReadBack(
      @ForAll @IntRange(max = 0xFF) int lid,
      @ForAll @IntRange(max = 0x7F) int lsp,
      @ForAll boolean retainEvent,
      @ForAll @LongRange(min = 1, max = 0x3FFF_FFFF) long dwords,
      @ForAll long offset) {
    Command get = Command.getLogPage(lid, lsp, retainEvent, dwords * 4, offset, -1);
    assertThat(LogPageRequest.of(get))
        .isEqualTo(new LogPageRequest(lid, lsp, retainEvent, dwords * 4, offset, -1, 0));
    assertThat(get.sgl()).isEqualTo(Sgl.transport(dwords * 4));
  }

  @Test
  void theCcrLogIsAskedForWithRemoveCompleted() {
    Command get =
        Command.getLogPage(
            LogPageRequest.LID_CCR, LogPageRequest.LSP_CCR_REMOVE_COMPLETED, false, 4096, 0, 0);
    assertThat(get.cdw10()).isEqualTo((1023 << 16) | (1 << 8) | 0x1E);
  }

  @Test
  void aLogPageIsReadInWholeDwords() {
    assertThatThrownBy(() -> Command.getLogPage(1, 0, false, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Command.getLogPage(1, 0, false, 6, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @net.jqwik.api.Property
  void blocksAreReadBack(
      @ForAll int nsid,
      @ForAll long slba,
      @ForAll @IntRange(min = 1, max = BlockRequest.BLOCKS_MAX) int blocks) {
    Command write = Command.write(nsid, slba, blocks, 4096);
    assertThat(BlockRequest.of(write)).isEqualTo(new BlockRequest(nsid, slba, blocks, false));
    assertThat(write.cdw12() & 0xFFFF).isEqualTo(blocks - 1);
    assertThat(write.label(1)).isEqualTo("Write");
  }

  @Test
  void featuresAndAbortNameTheirTarget() {
    Command set = Command.setFeatures(FeatureId.KEEP_ALIVE_TIMER.id(), 5000);
    assertThat(FeatureId.of(set.fid())).contains(FeatureId.KEEP_ALIVE_TIMER);
    assertThat(set.cdw11()).isEqualTo(5000);
    assertThat(Command.getFeatures(0x07, 0).fid()).isEqualTo(0x07);
    Command abort = Command.abort(3, 0xB001);
    assertThat(abort.abortSqid()).isEqualTo(3);
    assertThat(abort.abortCid()).isEqualTo(0xB001);
  }

  @Test
  void operationsHaveTheNamesThatLinuxPrints() {
    assertThat(Command.keepAlive().label(0)).isEqualTo("Keep Alive");
    assertThat(Command.connect(1, 31, 0, 0).label(1)).isEqualTo("Connect");
    assertThat(Command.flush(1).label(1)).isEqualTo("Flush");
    assertThat(Command.raw(0xC0, 0).label(0)).isEqualTo("Unknown");
  }

  @Test
  void aNumberTooWideForItsFieldIsRefused() {
    assertThatThrownBy(() -> Command.keepAlive().withCid(0x1_0000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Command.connect(-1, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
