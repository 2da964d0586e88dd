package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.FeatureId;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Properties.Cap;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Properties.Csts;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.identify.NamespaceDescriptors;
import dev.fenceline.nvme.identify.NamespaceList;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.scenario.Fault;
import dev.fenceline.subsystem.TargetBench.TestController;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BringUpTest {
  private final TargetBench bench = new TargetBench(TargetBench.settings(5000, 4));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void icRespGrantsWhatLinuxInsistsOn() {
    TestQueue queue = new TestQueue(bench.loop, bench.port1);
    Pdu.IcResp response = queue.initialize(Digests.BOTH);
    assertThat(response).isEqualTo(new Pdu.IcResp(0, Digests.BOTH, TargetBench.MAX_H2C_DATA));
  }

  @Test
  void aPropertyThatDoesNotExistIsRefusedAsToolsExpectThatReadThemAll() {
    TestController controller =
        bench.connect(bench.port1, TargetBench.SUBSYSTEM, TargetBench.HOST, 4200);
    Completion answer = controller.admin().call(Command.propertyGet(Property.NSSR));
    assertThat(answer.status()).isEqualTo(Status.of(StatusCode.INVALID_FIELD));
  }

  @Test
  void theFirstControllerHasIdOneAndBecomesReadyByEnable() {
    TestController controller =
        bench.connect(bench.port1, TargetBench.SUBSYSTEM, TargetBench.HOST, 4200);
    assertThat(controller.cntlid()).isEqualTo(1);
    assertThat(new Csts(controller.csts()).ready()).isFalse();
    Cap cap = new Cap(controller.admin().call(Command.propertyGet(Property.CAP)).result());
    assertThat(cap.mqes()).isEqualTo(31);

    controller.enable();
    assertThat(new Csts(controller.csts()).ready()).isTrue();
    InstanceEvent.Ready ready = bench.details(InstanceEvent.Ready.class).findFirst().orElseThrow();
    assertThat(ready.katoMillis()).as("rounded up to KAS of one second").isEqualTo(5000);
    assertThat(ready.instance()).isEqualTo(controller.identify().instance());
    assertThat(bench.events.getFirst().lane().toString()).isEqualTo("target/subsystem");
    assertThat(bench.only(InstanceEvent.Created.class).lane()).hasToString("target/1.1");
  }

  @Test
  void identifySaysWhatRecoveryNeeds() {
    IdentifyController identify = bench.ready(bench.port1).identify();
    assertThat(identify.cntlid()).isEqualTo(1);
    assertThat(identify.cqtMillis()).isEqualTo(5000);
    assertThat(identify.ccrl()).isEqualTo(4);
    assertThat(identify.instance().isReported()).isTrue();
    assertThat(identify.instance().cirn()).isNotZero();
    assertThat(identify.katoGranularityMillis()).isEqualTo(1000);
    assertThat(identify.trafficBasedKeepAlive()).isFalse();
    assertThat(identify.inCapsuleBytes()).isEqualTo(TargetBench.IN_CAPSULE);
    assertThat(identify.asyncEventLimit()).isEqualTo(4);
    assertThat(identify.get(IdentifyController.OAES)).isEqualTo(1 << 8 | 1 << 11 | 1 << 20);
  }

  @Test
  void bothPortsShowTheSameNamespace() {
    NamespaceDescriptors first = descriptors(bench.ready(bench.port1));
    NamespaceDescriptors second = descriptors(bench.ready(bench.port2));
    assertThat(first).isEqualTo(second);
    assertThat(first.find(NamespaceDescriptors.TYPE_UUID)).isPresent();
  }

  private static NamespaceDescriptors descriptors(TestController controller) {
    assertThat(
            NamespaceList.read(
                    controller
                        .admin()
                        .fetch(Command.identify(IdentifyRequest.CNS_NAMESPACE_LIST, 0, 0, 0)))
                .nsids())
        .containsExactly(1);
    IdentifyNamespace namespace =
        IdentifyNamespace.read(
            controller.admin().fetch(Command.identify(IdentifyRequest.CNS_NAMESPACE, 1, 0, 0)));
    assertThat(namespace.blockBytes()).isEqualTo(4096);
    return NamespaceDescriptors.read(
        controller
            .admin()
            .fetch(Command.identify(IdentifyRequest.CNS_NAMESPACE_DESCRIPTORS, 1, 0, 0)));
  }

  @Test
  void connectNamesTheFieldThatIsWrong() {
    assertInvalid(bench.open(bench.port1), 0, 31, TargetBench.SUBSYSTEM, 5, 1 << 16 | 16);
    assertInvalid(
        bench.open(bench.port1),
        0,
        31,
        new Nqn("nqn.2026-11.dev.fenceline:nobody"),
        ConnectData.DYNAMIC,
        1 << 16 | 256);
    assertInvalid(bench.open(bench.port1), 0, 4000, TargetBench.SUBSYSTEM, ConnectData.DYNAMIC, 44);
    assertInvalid(bench.open(bench.port1), 9, 31, TargetBench.SUBSYSTEM, 1, 42);
  }

  private void assertInvalid(
      TestQueue queue, int qid, int sqsize, Nqn subsystem, int cntlid, int dw0) {
    Completion completion =
        queue.completion(
            queue.submit(
                Command.connect(qid, sqsize, 0, 0),
                TargetBench.connectData(subsystem, cntlid, TargetBench.HOST, TargetBench.HOST_ID)));
    assertThat(completion.status())
        .isEqualTo(Status.doNotRetry(StatusCode.CONNECT_INVALID_PARAMETER));
    assertThat(completion.dw0()).isEqualTo(dw0);
  }

  @Test
  void anIoQueueBelongsToTheHostOfItsController() {
    TestController controller = bench.ready(bench.port1);
    TestQueue queue = bench.open(bench.port1);
    Completion refused =
        queue.completion(
            queue.submit(
                Command.connect(1, 31, 0, 0),
                TargetBench.connectData(
                    TargetBench.SUBSYSTEM, 1, TargetBench.HOST, UUID.randomUUID())));
    assertThat(refused.status().is(StatusCode.CONNECT_INVALID_PARAMETER)).isTrue();
    assertThat(controller.connectIo(queue, 1, 0).status().isSuccess()).isTrue();
    TestQueue again = bench.open(bench.port1);
    assertThat(controller.connectIo(again, 1, 0).status().is(StatusCode.CONNECT_CONTROLLER_BUSY))
        .isTrue();
  }

  @Test
  void beforeReadyOnlyFabricsCommandsAreTaken() {
    TestController controller =
        bench.connect(bench.port1, TargetBench.SUBSYSTEM, TargetBench.HOST, 5000);
    assertThat(controller.keepAlive().status())
        .isEqualTo(Status.doNotRetry(StatusCode.COMMAND_SEQUENCE_ERROR));
    TestQueue io = bench.open(bench.port1);
    assertThat(controller.connectIo(io, 1, 0).status())
        .isEqualTo(Status.doNotRetry(StatusCode.COMMAND_SEQUENCE_ERROR));
  }

  @Test
  void unknownCommandsAreRefused() {
    TestController controller = bench.ready(bench.port1);
    Status invalidOpcode = Status.doNotRetry(StatusCode.INVALID_OPCODE);
    assertThat(controller.admin().call(Command.raw(0xC1, 0)).status()).isEqualTo(invalidOpcode);
    assertThat(controller.ioQueue(1).call(Command.raw(0x5D, 1)).status()).isEqualTo(invalidOpcode);
    assertThat(controller.admin().call(Command.identify(0x55, 0, 0, 0)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.INVALID_FIELD));
    assertThat(controller.admin().call(Command.abort(1, 7)).dw0()).isEqualTo(1);
  }

  @Test
  void featuresAreKept() {
    TestController controller = bench.ready(bench.port1);
    TestQueue admin = controller.admin();
    Completion queues =
        admin.call(Command.setFeatures(FeatureId.NUMBER_OF_QUEUES.id(), 1 << 16 | 1));
    assertThat(queues.dw0()).isEqualTo(3 << 16 | 3);
    int events = FeatureId.ASYNC_EVENT_CONFIGURATION.id();
    assertThat(admin.call(Command.setFeatures(events, AsyncEvent.Enable.ANA_CHANGE)).status())
        .isEqualTo(Status.SUCCESS);
    assertThat(admin.call(Command.getFeatures(events, 0)).dw0())
        .isEqualTo(AsyncEvent.Enable.ANA_CHANGE);
    assertThat(admin.call(Command.setFeatures(events, 1 << 14)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.INVALID_FIELD));
    int kato = FeatureId.KEEP_ALIVE_TIMER.id();
    assertThat(admin.call(Command.setFeatures(kato, 7100)).status()).isEqualTo(Status.SUCCESS);
    assertThat(admin.call(Command.getFeatures(kato, 0)).dw0()).isEqualTo(8000);
  }

  @Test
  void eachReadyIsAnotherInstanceAndTheLowestFreeIdComesBack() {
    TestController first = bench.ready(bench.port1);
    TestController second = bench.ready(bench.port2);
    InstanceId before = first.identify().instance();
    first.disable();
    assertThat(new Csts(first.csts()).ready()).isFalse();
    first.enable();
    InstanceId after = first.identify().instance();
    assertThat(after.ciu()).isEqualTo(InstanceId.nextCiu(before.ciu()));
    assertThat(after.cirn()).isNotEqualTo(before.cirn());

    first.admin().close();
    TestController third = bench.ready(bench.port1);
    assertThat(second.cntlid()).isEqualTo(2);
    assertThat(third.cntlid()).isEqualTo(1);
    assertThat(third.identify().instance().ciu()).isEqualTo(InstanceId.nextCiu(after.ciu()));
    assertThat(bench.eventsOf(InstanceEvent.Created.class).getLast().lane())
        .hasToString("target/1.2");
  }

  @Test
  void aDisabledControllerStaysReadyUntilMediaIsQuiet() {
    TestController controller = bench.ready(bench.port1);
    TestQueue io = controller.ioQueue(1);
    bench.server.apply(new Fault.SlowWrite(0, 60_000));
    controller.write(io, 5, 1);
    controller.disable();
    assertThat(new Csts(controller.csts()).ready()).isTrue();
    assertThat(controller.keepAlive().status().is(StatusCode.COMMAND_SEQUENCE_ERROR)).isTrue();
    bench.runTo(1.6);
    assertThat(new Csts(controller.csts()).ready()).isFalse();
    assertThat(io.isOpen()).isFalse();
    assertThat(bench.eventsOf(CommandEvent.Revoked.class)).hasSize(1);
  }

  @Test
  void aShutdownEndsInOrder() {
    TestController controller = bench.ready(bench.port1);
    TestQueue io = controller.ioQueue(1);
    controller
        .admin()
        .call(
            Command.propertySet(
                Property.CC, Cc.disabled().withEnable(true).withShutdown(Cc.SHN_NORMAL).value()));
    assertThat(new Csts(controller.csts()).shutdown()).isEqualTo(Csts.SHST_COMPLETE);
    assertThat(io.call(Command.flush(1)).status().is(StatusCode.COMMAND_SEQUENCE_ERROR)).isTrue();
    controller.admin().close();
    bench.runTo(1);
    assertThat(bench.details(InstanceEvent.StateChanged.class))
        .extracting(InstanceEvent.StateChanged::to)
        .containsExactly(
            InstanceState.READY,
            InstanceState.SHUT_DOWN,
            InstanceState.QUIESCING,
            InstanceState.GONE);
    assertThat(io.isOpen()).isFalse();
  }

  @Test
  void aConnectionThatSaysNothingIsClosedInTime() {
    TestQueue queue = new TestQueue(bench.loop, bench.port1);
    bench.runTo(119);
    assertThat(queue.isOpen()).isTrue();
    bench.runTo(121);
    assertThat(queue.isOpen()).isFalse();
    assertThat(bench.eventsOf(ConnectionEvent.QueueClosed.class)).isEmpty();
  }
}
