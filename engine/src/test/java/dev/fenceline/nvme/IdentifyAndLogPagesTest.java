package dev.fenceline.nvme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.nvme.identify.IdentifyNamespaceIndependent;
import dev.fenceline.nvme.identify.IdentifyNvmController;
import dev.fenceline.nvme.identify.IdentifyNvmNamespace;
import dev.fenceline.nvme.identify.NamespaceDescriptors;
import dev.fenceline.nvme.identify.NamespaceList;
import dev.fenceline.nvme.log.AnaLog;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.nvme.log.ChangedNamespaces;
import dev.fenceline.nvme.log.DiscoveryLog;
import dev.fenceline.nvme.log.EffectsLog;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.nvme.log.SupportedLogPages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Identify structures and log pages: written, read back, and refused when they cannot be true. */
class IdentifyAndLogPagesTest {
  private static final Bytes NGUID =
      Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

  private static <S> ByteBuf assertReadBack(
      S structure, BiConsumer<S, ByteBuf> write, Function<ByteBuf, S> read) {
    ByteBuf wire = Unpooled.buffer();
    write.accept(structure, wire);
    assertThat(read.apply(wire.duplicate())).isEqualTo(structure);
    ByteBuf shorter = wire.slice(0, wire.readableBytes() - 1);
    assertThatThrownBy(() -> read.apply(shorter.duplicate()))
        .isInstanceOf(MalformedException.class);
    return wire;
  }

  private static Arbitrary<Integer> u8() {
    return Arbitraries.integers().between(0, 0xFF);
  }

  private static Arbitrary<Integer> u16() {
    return Arbitraries.integers().between(0, 0xFFFF);
  }

  private static Arbitrary<List<Integer>> nsids(int max) {
    return Arbitraries.integers()
        .between(1, Integer.MAX_VALUE)
        .set()
        .ofMaxSize(max)
        .map(set -> set.stream().sorted().toList());
  }

  private static void assertMalformedAt(int offset, Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            MalformedException.class, bad -> assertThat(bad.offset()).isEqualTo(offset));
  }

  @net.jqwik.api.Property(tries = 50)
  void anyFieldOfIdentifyControllerIsReadBack(
      @ForAll("controllerFields") BitField field, @ForAll long raw) {
    long value = field.bits() == Long.SIZE ? raw : raw & ((1L << field.bits()) - 1);
    IdentifyController controller = IdentifyController.builder().set(field, value).build();
    assertReadBack(controller, IdentifyController::write, IdentifyController::read);
    assertThat(controller.get(field)).isEqualTo(value);
  }

  @Provide
  Arbitrary<BitField> controllerFields() {
    return Arbitraries.of(IdentifyController.FIELDS);
  }

  @Test
  void noTwoFieldsOfIdentifyControllerOverlap() {
    int end = 0;
    for (BitField field : IdentifyController.FIELDS) {
      if (!field.name().contains(".")) {
        assertThat(field.offset()).as("%s", field).isGreaterThanOrEqualTo(end);
        end = field.offset() + field.size();
      }
    }
  }

  @Test
  void identifyControllerPutsTheRecoveryFieldsWhereHostsLook() {
    InstanceId instance = new InstanceId(0x0203, 0x11, 0x0102030405060708L);
    IdentifyController controller =
        IdentifyController.builder()
            .serial("FENCELINE")
            .model("Lab target")
            .subsystem(Nqn.DISCOVERY)
            .instance(instance)
            .set(IdentifyController.CCRL, 4)
            .set(IdentifyController.CQT, 5000)
            .set(IdentifyController.TBKAS, true)
            .set(IdentifyController.KAS, 10)
            .inCapsuleBytes(8192)
            .build();
    ByteBuf wire = assertReadBack(controller, IdentifyController::write, IdentifyController::read);
    assertThat(wire.getUnsignedShortLE(78)).isEqualTo(0x0203);
    assertThat(wire.getByte(96)).isEqualTo((byte) 0x40);
    assertThat(wire.getByte(135)).isEqualTo((byte) 0x11);
    assertThat(wire.getLongLE(136)).isEqualTo(0x0102030405060708L);
    assertThat(wire.getUnsignedShortLE(386)).isEqualTo(5000);
    assertThat(wire.getByte(1807)).isEqualTo((byte) 4);
    assertThat(wire.getIntLE(1792)).isEqualTo(4 + 8192 / 16);
    assertThat(wire.getByte(23)).as("padded with spaces").isEqualTo((byte) ' ');
    assertThat(controller.serial()).isEqualTo("FENCELINE");
    assertThat(controller.subsystem()).isEqualTo(Nqn.DISCOVERY.value());
    assertThat(controller.instance()).isEqualTo(instance);
    assertThat(controller.katoGranularityMillis()).isEqualTo(1000);
  }

  @Test
  void identifyNamespaceIsReadBackAndItsFormatsAreChecked() {
    IdentifyNamespace namespace = IdentifyNamespace.of(1 << 20, 12, 1, NGUID);
    ByteBuf wire = assertReadBack(namespace, IdentifyNamespace::write, IdentifyNamespace::read);
    assertThat(namespace.blockBytes()).isEqualTo(4096);
    assertThat(wire.getByte(130)).isEqualTo((byte) 12);
    assertReadBack(IdentifyNamespace.inactive(), IdentifyNamespace::write, IdentifyNamespace::read);
    ByteBuf manyFormats = wire.copy().setByte(25, 64);
    assertMalformedAt(25, () -> IdentifyNamespace.read(manyFormats));
    ByteBuf noSuchFormat = wire.copy().setByte(26, 1);
    assertMalformedAt(26, () -> IdentifyNamespace.read(noSuchFormat));
    ByteBuf hugeBlocks = wire.copy().setByte(130, 31);
    assertMalformedAt(130, () -> IdentifyNamespace.read(hugeBlocks));
  }

  @net.jqwik.api.Property(tries = 50)
  void theSmallIdentifyStructuresAreReadBack(
      @ForAll long word, @ForAll int group, @ForAll boolean flag, @ForAll("bytes") int number) {
    assertReadBack(
        new IdentifyNamespaceIndependent(number, flag, group, number, number, !flag),
        IdentifyNamespaceIndependent::write,
        IdentifyNamespaceIndependent::read);
    assertReadBack(
        new IdentifyNvmNamespace(word, number),
        IdentifyNvmNamespace::write,
        IdentifyNvmNamespace::read);
    assertReadBack(
        new IdentifyNvmController(number, number, 0, number, 7, word),
        IdentifyNvmController::write,
        IdentifyNvmController::read);
  }

  @Provide
  Arbitrary<Integer> bytes() {
    return u8();
  }

  @net.jqwik.api.Property(tries = 50)
  void namespaceListsAreReadBack(@ForAll("lists") List<Integer> nsids) {
    assertReadBack(new NamespaceList(nsids), NamespaceList::write, NamespaceList::read);
    assertReadBack(
        new ChangedNamespaces(nsids, false), ChangedNamespaces::write, ChangedNamespaces::read);
  }

  @Provide
  Arbitrary<List<Integer>> lists() {
    return nsids(1024);
  }

  @Test
  void aNamespaceListGoesOnAfterTheGivenId() {
    assertThat(NamespaceList.after(2, List.of(1, 2, 3, 9)).nsids()).containsExactly(3, 9);
    ByteBuf wire = Unpooled.buffer().writeIntLE(3).writeIntLE(2).writeZero(4088);
    assertThatThrownBy(() -> NamespaceList.read(wire)).isInstanceOf(MalformedException.class);
  }

  @Test
  void tooManyChangesAreToldByTheOverflowMark() {
    ByteBuf wire =
        assertReadBack(
            new ChangedNamespaces(List.of(), true),
            ChangedNamespaces::write,
            ChangedNamespaces::read);
    assertThat(wire.getIntLE(0)).isEqualTo(-1);
  }

  @Test
  void namespaceDescriptorsAreReadBackAndTheirLengthsChecked() {
    UUID uuid = new UUID(0x0102030405060708L, 9);
    ByteBuf wire =
        assertReadBack(
            new NamespaceDescriptors(
                List.of(
                    NamespaceDescriptors.nguid(NGUID),
                    NamespaceDescriptors.uuid(uuid),
                    NamespaceDescriptors.csi(0))),
            NamespaceDescriptors::write,
            NamespaceDescriptors::read);
    assertThat(wire.readableBytes()).isEqualTo(4096);
    assertThat(wire.getLong(24)).isEqualTo(uuid.getMostSignificantBits());
    ByteBuf wrong = wire.copy().setByte(21, 15);
    assertMalformedAt(21, () -> NamespaceDescriptors.read(wrong));
  }

  @net.jqwik.api.Property(tries = 100)
  void theAnaLogIsReadBackWhole(@ForAll("anaLogs") AnaLog log) {
    ByteBuf wire = assertReadBack(log, AnaLog::write, AnaLog::read);
    assertThat(wire.readableBytes()).isEqualTo(log.size());
    assertThat(log.groupsOnly().groups()).hasSameSizeAs(log.groups());
    assertReadBack(log.groupsOnly(), AnaLog::write, AnaLog::read);
  }

  @Provide
  Arbitrary<AnaLog> anaLogs() {
    Arbitrary<AnaLog.Group> groups =
        Combinators.combine(
                Arbitraries.integers(),
                Arbitraries.longs(),
                Arbitraries.of(AnaState.class),
                nsids(5))
            .as(AnaLog.Group::new);
    return Combinators.combine(Arbitraries.longs(), groups.list().ofMaxSize(5)).as(AnaLog::new);
  }

  @Test
  void anInconsistentAnaLogIsRefusedWhereItIsWrong() {
    ByteBuf wire = Unpooled.buffer();
    new AnaLog(1, List.of(new AnaLog.Group(1, 1, AnaState.OPTIMIZED, List.of(1)))).write(wire);
    assertThat(wire.getByte(32)).isEqualTo((byte) 1);
    ByteBuf unknownState = wire.copy().setByte(32, 9);
    assertMalformedAt(32, () -> AnaLog.read(unknownState));
    ByteBuf manyNamespaces = wire.copy().setIntLE(20, -1);
    assertMalformedAt(20, () -> AnaLog.read(manyNamespaces));
    ByteBuf manyGroups = wire.copy().setShortLE(8, 2);
    assertMalformedAt(52, () -> AnaLog.read(manyGroups));
  }

  @net.jqwik.api.Property(tries = 100)
  void theCcrLogIsReadBack(@ForAll("ccrLogs") CcrLog log) {
    ByteBuf wire = assertReadBack(log, CcrLog::write, CcrLog::read);
    assertThat(wire.readableBytes()).isEqualTo(4096);
    assertThat(wire.getUnsignedShortLE(0)).isEqualTo(log.entries().size());
  }

  @Provide
  Arbitrary<CcrLog> ccrLogs() {
    return Combinators.combine(u16(), u8(), u16(), u8(), u8())
        .as(CcrLog.Entry::new)
        .list()
        .ofMaxSize(CcrLog.ENTRIES_MAX)
        .map(CcrLog::new);
  }

  @Test
  void aCcrEntryIsMatchedByControllerAndUniquifier() {
    CcrLog.Entry entry = new CcrLog.Entry(2, 7, CcrLog.NO_ALTERNATE, CcrLog.Entry.SUCCESS, 3);
    assertThat(entry.names(new InstanceId(2, 7, 99))).isTrue();
    assertThat(entry.names(new InstanceId(2, 8, 99))).isFalse();
    assertThat(entry.isDone()).isTrue();
    ByteBuf wire = Unpooled.buffer().writeZero(4096).setShortLE(0, 512);
    assertMalformedAt(0, () -> CcrLog.read(wire));
  }

  @Test
  void theDiscoveryLogIsReadBackAndItsCountChecked() {
    DiscoveryLog.Entry entry =
        new DiscoveryLog.Entry(
            DiscoveryLog.Entry.TRTYPE_TCP,
            DiscoveryLog.Entry.ADRFAM_IPV4,
            DiscoveryLog.Entry.SUBTYPE_NVM,
            0,
            1,
            0xFFFF,
            32,
            0,
            "4420",
            "nqn.2026-11.dev.fenceline:lab",
            "127.0.0.1");
    DiscoveryLog log = new DiscoveryLog(7, List.of(entry, entry));
    ByteBuf wire = assertReadBack(log, DiscoveryLog::write, DiscoveryLog::read);
    assertThat(wire.readableBytes()).isEqualTo(log.size());
    assertThat(DiscoveryLog.announced(wire)).isEqualTo(2);
    ByteBuf many = wire.copy().setLongLE(8, -1);
    assertMalformedAt(8, () -> DiscoveryLog.read(many));
    ByteBuf format = wire.copy().setShortLE(16, 1);
    assertMalformedAt(16, () -> DiscoveryLog.read(format));
  }

  @Test
  void theEffectsLogIsReadBack() {
    TreeMap<Integer, Integer> admin = new TreeMap<>();
    admin.put(Opcode.Admin.CROSS_CONTROLLER_RESET.code(), EffectsLog.SUPPORTED);
    TreeMap<Integer, Integer> io = new TreeMap<>();
    io.put(0x01, EffectsLog.SUPPORTED | EffectsLog.CHANGES_BLOCKS);
    ByteBuf wire = assertReadBack(new EffectsLog(admin, io), EffectsLog::write, EffectsLog::read);
    assertThat(wire.getIntLE(0x38 * 4)).isEqualTo(1);
    assertThat(wire.getIntLE((256 + 1) * 4)).isEqualTo(3);
  }

  @Test
  void theSupportedLogPagesAreReadBack() {
    SupportedLogPages pages =
        new SupportedLogPages(new TreeSet<>(List.of(0x00, LogPageRequest.LID_CCR, 0xFF)));
    ByteBuf wire = assertReadBack(pages, SupportedLogPages::write, SupportedLogPages::read);
    assertThat(wire.getIntLE(LogPageRequest.LID_CCR * 4)).isEqualTo(1);
    assertThat(wire.getIntLE(0xFF * 4)).isEqualTo(1);
    assertThat(wire.getIntLE(LogPageRequest.LID_ANA * 4)).isZero();
  }

  @net.jqwik.api.Property(tries = 100)
  void anAsyncEventIsReadBack(@ForAll("events") AsyncEvent event) {
    assertThat(AsyncEvent.of(event.toDword())).isEqualTo(event);
  }

  @Provide
  Arbitrary<AsyncEvent> events() {
    return Combinators.combine(Arbitraries.integers().between(0, 7), u8(), u8())
        .as(AsyncEvent::new);
  }

  @Test
  void ccrCompletedHasTheDwordThatLinuxPrints() {
    assertThat(AsyncEvent.CCR_COMPLETED.toDword()).isEqualTo(0x001E_F402);
    assertThat(AsyncEvent.CCR_COMPLETED.hex()).isEqualTo("001ef402");
  }

  @Test
  void propertiesHaveTheirBitsInPlace() {
    Properties.Cap cap = Properties.Cap.of(1023, 15);
    assertThat(cap.value()).isEqualTo(0x0000_0020_0F01_03FFL);
    assertThat(cap.readyTimeoutMillis()).isEqualTo(7500);
    assertThat(Properties.Vs.V2_1.value()).isEqualTo(0x0002_0100);
    assertThat(Properties.Vs.V2_1).hasToString("2.1.0");
    Properties.Cc cc = Properties.Cc.disabled().withEnable(true);
    assertThat(cc.value()).isEqualTo(0x0046_0001);
    assertThat(cc.withShutdown(Properties.Cc.SHN_NORMAL).shutdown()).isEqualTo(1);
    Properties.Csts csts = new Properties.Csts(0).withReady(true).withFatal(true);
    assertThat(csts.value()).isEqualTo(3);
    assertThat(csts.withShutdown(Properties.Csts.SHST_COMPLETE).withReady(false).value())
        .isEqualTo(0b1010);
  }

  @Test
  void theNumberOfQueuesIsCountedFromZeroOnTheWire() {
    FeatureId.QueueCount count = new FeatureId.QueueCount(4, 2);
    assertThat(count.toDword()).isEqualTo(0x0001_0003);
    assertThat(FeatureId.QueueCount.of(count.toDword())).contains(count);
    assertThat(FeatureId.QueueCount.of(0xFFFF)).isEmpty();
    assertThat(FeatureId.QueueCount.of(0xFFFF_0000)).isEmpty();
  }
}
