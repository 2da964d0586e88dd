package dev.fenceline.nvme.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.BlockRequest;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.ConnectRequest;
import dev.fenceline.nvme.FeatureId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Properties;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.PropertyRequest;
import dev.fenceline.nvme.Sgl;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.identify.NamespaceDescriptors;
import dev.fenceline.nvme.identify.NamespaceList;
import dev.fenceline.nvme.log.AnaLog;
import dev.fenceline.nvme.log.EffectsLog;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.nvme.tcp.CapturedStreams.Direction;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation of the Linux host with the Linux target, byte for byte. */
class LinuxCaptureTest {
  private static final int PORT = 4420;
  private static final int PDU_MAX = 1 << 20;

  /** One connection: what the host said and what the target said. */
  private record Conversation(List<Pdu> toController, List<Pdu> toHost) {
    Command command(Predicate<Command> wanted) {
      return commands().stream().filter(wanted).findFirst().orElseThrow();
    }

    List<Command> commands() {
      return pdus(toController, Pdu.CapsuleCmd.class).stream()
          .map(Pdu.CapsuleCmd::command)
          .toList();
    }

    Pdu.CapsuleResp response(Command command) {
      return pdus(toHost, Pdu.CapsuleResp.class).stream()
          .filter(response -> response.completion().cid() == command.cid())
          .findFirst()
          .orElseThrow();
    }

    ByteBuf answer(Command command) {
      ByteBuf answer = Unpooled.buffer();
      pdus(toHost, Pdu.C2hData.class).stream()
          .filter(data -> data.cccid() == command.cid())
          .forEach(data -> answer.writeBytes(data.data().duplicate()));
      return answer;
    }
  }

  private Map<Direction, ByteBuf> streams = Map.of();
  private List<Conversation> conversations = List.of();

  @BeforeEach
  void readCapture() throws Exception {
    streams = CapturedStreams.read("/real-logs/linux-simple.pcap");
    List<Conversation> found = new ArrayList<>();
    for (Direction direction : streams.keySet()) {
      if (direction.destinationPort() == PORT) {
        found.add(
            new Conversation(
                parse(stream(direction), Receiver.CONTROLLER),
                parse(stream(direction.reversed()), Receiver.HOST)));
      }
    }
    conversations = found;
  }

  private ByteBuf stream(Direction direction) {
    return Objects.requireNonNull(streams.get(direction)).duplicate();
  }

  private static List<Pdu> parse(ByteBuf stream, Receiver receiver) throws FatalErrorException {
    PduParser parser = new PduParser(receiver, PDU_MAX);
    List<Pdu> pdus = new ArrayList<>();
    while (stream.isReadable()) {
      pdus.add(Objects.requireNonNull(parser.parse(stream), "a PDU is not whole"));
    }
    return pdus;
  }

  private static <P extends Pdu> List<P> pdus(List<Pdu> all, Class<P> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Conversation admin() {
    return conversations.getFirst();
  }

  private Conversation io() {
    return conversations.getLast();
  }

  @Test
  void everyPduIsFoundAndCountedByType() {
    Map<PduType, Integer> counts = new EnumMap<>(PduType.class);
    for (Conversation conversation : conversations) {
      conversation.toController().forEach(pdu -> counts.merge(pdu.type(), 1, Integer::sum));
      conversation.toHost().forEach(pdu -> counts.merge(pdu.type(), 1, Integer::sum));
    }
    assertThat(conversations).hasSize(2);
    assertThat(counts)
        .containsOnly(
            Map.entry(PduType.IC_REQ, 2),
            Map.entry(PduType.IC_RESP, 2),
            Map.entry(PduType.CAPSULE_CMD, 39),
            Map.entry(PduType.CAPSULE_RESP, 39),
            Map.entry(PduType.H2C_DATA, 1),
            Map.entry(PduType.C2H_DATA, 19),
            Map.entry(PduType.R2T, 1));
  }

  @Test
  void whatWasDecodedEncodesToTheSameBytes() {
    for (Direction direction : streams.keySet()) {
      Conversation conversation =
          direction.destinationPort() == PORT
              ? conversation(direction)
              : conversation(direction.reversed());
      List<Pdu> pdus =
          direction.destinationPort() == PORT ? conversation.toController() : conversation.toHost();
      ByteBuf original = stream(direction);
      PduWriter writer = new PduWriter();
      for (Pdu pdu : pdus) {
        ByteBuf again = Unpooled.buffer();
        writer.write(pdu, again);
        assertThat(writer.length(pdu)).isEqualTo(again.readableBytes());
        assertThat(again).as("%s", pdu).isEqualTo(original.readSlice(again.readableBytes()));
      }
      assertThat(original.isReadable()).isFalse();
    }
  }

  private Conversation conversation(Direction toController) {
    List<Direction> opened =
        streams.keySet().stream().filter(each -> each.destinationPort() == PORT).toList();
    return conversations.get(opened.indexOf(toController));
  }

  @Test
  void linuxAsksForNeitherDigestsNorAlignmentAndOneR2t() {
    assertThat(admin().toController().getFirst()).isEqualTo(new Pdu.IcReq(0, Digests.NONE, 0));
    assertThat(admin().toHost().getFirst()).isEqualTo(new Pdu.IcResp(0, Digests.NONE, 0x40_0000));
  }

  @Test
  void connectNamesTheSubsystemAndTheKeepAliveTimeout() {
    Pdu.CapsuleCmd capsule = pdus(admin().toController(), Pdu.CapsuleCmd.class).getFirst();
    assertThat(ConnectRequest.of(capsule.command()))
        .isEqualTo(new ConnectRequest(0, 0, 31, 0, 5000));
    assertThat(capsule.command().sgl()).isEqualTo(Sgl.inCapsule(ConnectData.SIZE));
    ByteBuf data = Objects.requireNonNull(capsule.data());
    ConnectData connect = ConnectData.read(data.duplicate());
    assertThat(connect.cntlid()).isEqualTo(ConnectData.DYNAMIC);
    assertThat(connect.host().value()).startsWith("nqn.2014-08.org.nvmexpress:uuid:");
    ByteBuf again = Unpooled.buffer();
    connect.write(again);
    assertThat(again).isEqualTo(data);

    Pdu.CapsuleCmd second = pdus(io().toController(), Pdu.CapsuleCmd.class).getFirst();
    ConnectData ioConnect = ConnectData.read(Objects.requireNonNull(second.data()).duplicate());
    assertThat(ConnectRequest.of(second.command()).qid()).isEqualTo(1);
    assertThat(ioConnect.cntlid())
        .isEqualTo(admin().response(capsule.command()).completion().dw0());
    assertThat(ioConnect.hostId()).isEqualTo(connect.hostId());
  }

  @Test
  void theControllerBecomesReadyByPropertySet() {
    List<PropertyRequest> requests =
        admin().commands().stream()
            .filter(Command::isFabrics)
            .filter(command -> command.fctype() != Opcode.Fabrics.CONNECT.code())
            .map(PropertyRequest::of)
            .toList();
    assertThat(requests).allMatch(request -> Property.at((int) request.offset()).isPresent());
    assertThat(requests)
        .filteredOn(request -> request.matches(Property.CC))
        .anyMatch(request -> new Properties.Cc((int) request.value()).enabled())
        .allMatch(request -> new Properties.Cc((int) request.value()).iosqes() == 6);
    assertThat(propertyValue(Property.CAP))
        .extracting(Properties.Cap::new)
        .satisfies(cap -> assertThat(cap.readyTimeoutMillis()).isEqualTo(7500))
        .satisfies(cap -> assertThat(cap.mqes()).isEqualTo(1023))
        .satisfies(cap -> assertThat(cap.contiguousQueues()).isFalse());
    assertThat(new Properties.Csts((int) propertyValue(Property.CSTS)).ready()).isTrue();
    assertThat(new Properties.Vs((int) propertyValue(Property.VS)).major()).isEqualTo(1);
  }

  private long propertyValue(Property property) {
    Command get =
        admin()
            .command(command ->
                command.isFabrics()
                    && command.fctype() == Opcode.Fabrics.PROPERTY_GET.code()
                    && PropertyRequest.of(command).matches(property));
    return admin().response(get).completion().result();
  }

  private ByteBuf identify(int cns) {
    return admin()
        .answer(
            admin()
                .command(command ->
                    command.opcode() == Opcode.Admin.IDENTIFY.code()
                        && IdentifyRequest.of(command).cns() == cns));
  }

  @Test
  void identifyControllerSaysWhoTheTargetIs() {
    ByteBuf answer = identify(IdentifyRequest.CNS_CONTROLLER);
    IdentifyController controller = IdentifyController.read(answer.duplicate());
    assertThat(controller.model()).isEqualTo("Linux");
    assertThat(controller.cntlid()).isEqualTo(1);
    assertThat(controller.katoGranularityMillis()).isEqualTo(1000);
    assertThat(controller.trafficBasedKeepAlive()).isTrue();
    assertThat(controller.asyncEventLimit()).isEqualTo(4);
    assertThat(controller.ccrl()).isZero();
    assertThat(controller.cqtMillis()).isZero();
    assertThat(controller.instance().isReported()).isFalse();
    assertThat(controller.get(IdentifyController.SQES)).isEqualTo(0x66);
    assertThat(controller.get(IdentifyController.CMIC)).isEqualTo(0x0B);
    assertThat(controller.inCapsuleBytes()).isEqualTo(16384);
  }

  @Test
  void identifyNamespaceDescribesTheBlocks() {
    ByteBuf answer = identify(IdentifyRequest.CNS_NAMESPACE);
    IdentifyNamespace namespace = IdentifyNamespace.read(answer.duplicate());
    assertThat(namespace.size()).isEqualTo(namespace.capacity()).isPositive();
    assertThat(namespace.shared()).isTrue();
    assertThat(namespace.anaGroup()).isEqualTo(1);
    assertThat(NamespaceList.read(identify(IdentifyRequest.CNS_NAMESPACE_LIST)).nsids())
        .containsExactly(1);
    NamespaceDescriptors descriptors =
        NamespaceDescriptors.read(identify(IdentifyRequest.CNS_NAMESPACE_DESCRIPTORS));
    assertThat(descriptors.find(NamespaceDescriptors.TYPE_UUID)).isPresent();
    assertThat(namespace.nguid()).isEqualTo(Bytes.zero(16));
    assertThat(descriptors.find(NamespaceDescriptors.TYPE_NGUID)).isEmpty();
  }

  @Test
  void logPagesAreReadToTheirFields() {
    assertThat(EffectsLog.read(logPage(LogPageRequest.LID_EFFECTS)).io())
        .containsKeys(Opcode.Nvm.READ.code(), Opcode.Nvm.WRITE.code());
    AnaLog ana = AnaLog.read(logPage(LogPageRequest.LID_ANA));
    assertThat(ana.groups())
        .anySatisfy(group -> {
          assertThat(group.id()).isEqualTo(1);
          assertThat(group.state()).isEqualTo(AnaState.OPTIMIZED);
        });
  }

  private ByteBuf logPage(int lid) {
    Command get =
        admin()
            .command(command ->
                command.opcode() == Opcode.Admin.GET_LOG_PAGE.code()
                    && LogPageRequest.of(command).lid() == lid);
    ByteBuf answer = admin().answer(get);
    assertThat(LogPageRequest.of(get).numBytes()).isEqualTo(answer.readableBytes());
    return answer;
  }

  @Test
  void theLargeWriteIsAskedForByR2tAndAnsweredByH2cData() {
    Command write =
        io().command(command ->
            command.opcode() == Opcode.Nvm.WRITE.code() && command.sgl().isTransport());
    Pdu.R2t r2t = pdus(io().toHost(), Pdu.R2t.class).getFirst();
    Pdu.H2cData data = pdus(io().toController(), Pdu.H2cData.class).getFirst();
    assertThat(write.sgl().length()).isEqualTo(32 * 1024);
    assertThat(r2t.cccid()).isEqualTo(write.cid());
    assertThat(r2t.length()).isEqualTo(32 * 1024);
    assertThat(data.cccid()).isEqualTo(write.cid());
    assertThat(data.ttag()).isEqualTo(r2t.ttag());
    assertThat(data.offset()).isZero();
    assertThat(data.last()).isTrue();
    assertThat(data.dataLength()).isEqualTo(32 * 1024);
  }

  @Test
  void smallWritesCarryTheirBlocksInTheCapsule() {
    List<Pdu.CapsuleCmd> writes =
        pdus(io().toController(), Pdu.CapsuleCmd.class).stream()
            .filter(capsule -> capsule.command().opcode() == Opcode.Nvm.WRITE.code())
            .filter(capsule -> capsule.command().sgl().isInCapsule())
            .toList();
    assertThat(writes)
        .isNotEmpty()
        .allSatisfy(capsule ->
            assertThat(capsule.command().sgl().length())
                .isEqualTo(capsule.dataLength())
                .isEqualTo(BlockRequest.of(capsule.command()).blocks() * blockBytes()));
  }

  private long blockBytes() {
    return IdentifyNamespace.read(identify(IdentifyRequest.CNS_NAMESPACE)).blockBytes();
  }

  @Test
  void everyCommandIsKnownByNameAndAnsweredWithSuccess() {
    for (int qid = 0; qid < conversations.size(); qid++) {
      Conversation conversation = conversations.get(qid);
      for (Command command : conversation.commands()) {
        assertThat(command.usesSgl()).isTrue();
        assertThat(command.operation(qid)).as("%s", command).isPresent();
      }
    }
    assertThat(admin().commands())
        .filteredOn(command -> command.opcode() == Opcode.Admin.KEEP_ALIVE.code())
        .isNotEmpty()
        .allSatisfy(command ->
            assertThat(admin().response(command).completion().status().isSuccess()).isTrue());
    assertThat(admin().commands())
        .filteredOn(command -> command.opcode() == Opcode.Admin.SET_FEATURES.code())
        .extracting(command -> FeatureId.of(command.fid()).orElseThrow())
        .contains(FeatureId.NUMBER_OF_QUEUES, FeatureId.ASYNC_EVENT_CONFIGURATION);
  }

  @Test
  void theCaptureCanBeCutAnywhere() throws IOException, FatalErrorException {
    Direction direction = streams.keySet().iterator().next();
    ByteBuf whole = stream(direction);
    PduParser parser = new PduParser(Receiver.CONTROLLER, PDU_MAX);
    ByteBuf arrived = Unpooled.buffer();
    List<Pdu> pdus = new ArrayList<>();
    while (whole.isReadable()) {
      arrived.writeByte(whole.readByte());
      Pdu pdu = parser.parse(arrived);
      if (pdu != null) {
        pdus.add(pdu);
      }
    }
    assertThat(pdus).isEqualTo(conversation(direction).toController());
  }
}
