package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.FeatureId;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.scenario.Fault;
import dev.fenceline.subsystem.TargetBench.TestController;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrossControllerResetTest {
  private static final int CCR_COMPLETED = 0x001EF402;
  private static final int LIMIT = 2;

  private final TargetBench bench = new TargetBench(TargetBench.settings(5000, LIMIT));
  private final TestController source = bench.ready(bench.port1, TargetBench.HOST, 0);

  @AfterEach
  void close() {
    bench.close();
  }

  /** A controller with a write at media that takes a minute. */
  private TestController busy() {
    return busy(TargetBench.HOST);
  }

  private TestController busy(Nqn host) {
    TestController controller = bench.ready(bench.port2, host, 0);
    bench.server.apply(new Fault.SlowWrite(0, 60_000));
    controller.write(controller.ioQueue(1), 5, 0x77);
    bench.server.apply(new Fault.SlowWriteOff(0));
    return controller;
  }

  private Completion reset(InstanceId impacted) {
    return source.admin().call(Command.crossControllerReset(impacted));
  }

  private static InstanceId instance(TestController controller) {
    return controller.identify().instance();
  }

  private CcrLog log(boolean retain, boolean remove) {
    return CcrLog.read(source.admin().fetch(getLog(retain, remove, CcrLog.SIZE, 0)));
  }

  private static Command getLog(boolean retain, boolean remove, int bytes, int offset) {
    int lsp = remove ? LogPageRequest.LSP_CCR_REMOVE_COMPLETED : 0;
    return Command.getLogPage(LogPageRequest.LID_CCR, lsp, retain, bytes, offset, -1);
  }

  private static CcrLog.Entry entry(InstanceId impacted, int status, int flags) {
    return new CcrLog.Entry(impacted.cntlid(), impacted.ciu(), 0xFFFF, status, flags);
  }

  private void runFor(double seconds) {
    bench.runTo(bench.loop.nanos() / 1e9 + seconds);
  }

  @Test
  void successIsSaidOnlyWhenTheLastCommandHasLeft() {
    TestController impacted = busy();
    InstanceId dead = instance(impacted);
    int aer = source.admin().submit(Command.asyncEventRequest());
    long accepted = bench.loop.nanos();
    Completion answer = reset(dead);
    assertThat(answer.status()).isEqualTo(Status.SUCCESS);
    assertThat(answer.dw0()).isZero();
    assertThat(log(true, false).entries()).containsExactly(entry(dead, 0, 3));

    runFor(1.49);
    assertThat(source.admin().completions).doesNotContainKey(aer);
    assertThat(log(true, true).entries()).as("in progress stays").hasSize(1);
    runFor(0.02);
    assertThat(source.admin().completions).containsKey(aer);
    assertThat(source.admin().completion(aer).dw0()).isEqualTo(CCR_COMPLETED);
    assertThat(log(false, true).entries()).containsExactly(entry(dead, 1, 3));
    assertThat(log(false, false).entries()).isEmpty();

    Event revoked = bench.only(CommandEvent.Revoked.class);
    assertThat(revoked.nanos() - accepted).isEqualTo(1_500_000_000L);
    Event gone = bench.only(InstanceEvent.Gone.class);
    Event completed = bench.only(FencingEvent.TargetCompleted.class);
    Event raised = bench.only(AenEvent.Raised.class);
    Event sent = bench.only(AenEvent.Sent.class);
    assertThat(revoked.sequence()).isLessThan(gone.sequence());
    assertThat(completed.cause()).isEqualTo(gone.asCause());
    assertThat(raised.cause()).isEqualTo(completed.asCause());
    assertThat(sent.cause()).isEqualTo(raised.asCause());
    assertThat(completed.lane()).hasToString("target/1.1");
    assertThat(gone.lane()).hasToString("target/2.1");
    assertThat(bench.eventsOf(CommandEvent.Executed.class)).isEmpty();
  }

  @Test
  void withoutCqtTheResetWaitsForTheWrite() {
    bench.close();
    try (TargetBench unpromised = new TargetBench(TargetBench.settings(0, 4))) {
      TestController survivor = unpromised.ready(unpromised.port1, TargetBench.HOST, 0);
      TestController impacted = unpromised.ready(unpromised.port2, TargetBench.HOST, 0);
      unpromised.server.apply(new Fault.SlowWrite(0, 60_000));
      impacted.write(impacted.ioQueue(1), 5, 0x77);
      InstanceId dead = instance(impacted);
      survivor.admin().call(Command.crossControllerReset(dead));
      unpromised.runTo(59);
      assertThat(unpromised.eventsOf(FencingEvent.TargetCompleted.class)).isEmpty();
      unpromised.runTo(61);
      assertThat(unpromised.only(FencingEvent.TargetCompleted.class).nanos())
          .isEqualTo(unpromised.only(CommandEvent.Executed.class).nanos());
    }
  }

  @Test
  void aSourceCannotResetItself() {
    assertThat(reset(instance(source)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.INVALID_FIELD));
  }

  @Test
  void anInstanceThatIsNotThereIsDoneAtOnce() {
    TestController other = bench.ready(bench.port2);
    InstanceId alive = instance(other);
    List<InstanceId> absent =
        List.of(
            new InstanceId(9, 1, 1),
            new InstanceId(2, InstanceId.nextCiu(alive.ciu()), alive.cirn()),
            new InstanceId(2, alive.ciu(), alive.cirn() + 1));
    for (InstanceId named : absent) {
      Completion answer = reset(named);
      assertThat(answer.status()).isEqualTo(Status.SUCCESS);
      assertThat(answer.dw0()).isEqualTo(1);
    }
    assertThat(log(true, false).entries()).isEmpty();
    assertThat(bench.eventsOf(InstanceEvent.Noticed.class)).isEmpty();
    assertThat(bench.eventsOf(FencingEvent.TargetImmediate.class)).hasSize(3);
  }

  @Test
  void aReconnectedControllerIsNotHitByAResetOfItsPredecessor() {
    TestController impacted = busy();
    InstanceId dead = instance(impacted);
    reset(dead);
    runFor(2);
    TestController successor = bench.ready(bench.port2);
    assertThat(successor.cntlid()).isEqualTo(2);
    assertThat(instance(successor).ciu()).isEqualTo(InstanceId.nextCiu(dead.ciu()));
    assertThat(reset(dead).dw0()).isEqualTo(1);
    assertThat(successor.keepAlive().status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void aResetInProgressIsNotTakenTwiceNorAboveTheLimit() {
    TestController first = busy();
    TestController second = busy();
    TestController third = busy();
    InstanceId one = instance(first);
    InstanceId two = instance(second);
    InstanceId three = instance(third);
    assertThat(reset(one).status()).isEqualTo(Status.SUCCESS);
    assertThat(reset(one).status()).isEqualTo(Status.doNotRetry(StatusCode.CCR_IN_PROGRESS));
    assertThat(reset(two).status()).isEqualTo(Status.SUCCESS);
    assertThat(reset(three).status()).isEqualTo(Status.of(StatusCode.CCR_LIMIT_EXCEEDED));
    assertThat(third.keepAlive().status().is(StatusCode.COMMAND_INTERRUPTED)).isFalse();
    runFor(2);
    assertThat(reset(one).dw0()).as("immediate once it is gone").isEqualTo(1);
    assertThat(reset(three).status()).isEqualTo(Status.SUCCESS);
    assertThat(bench.details(FencingEvent.TargetRejected.class))
        .extracting(FencingEvent.TargetRejected::status)
        .containsExactly(0x413F, 0x141);
  }

  @Test
  void anotherHostsControllerIsNeitherResetNorCalledDead() {
    TestController foreign = busy(TargetBench.OTHER_HOST);
    assertThat(reset(instance(foreign)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.INVALID_FIELD));
    runFor(2);
    assertThat(bench.eventsOf(InstanceEvent.Noticed.class)).isEmpty();
  }

  @Test
  void aControllerThatQuiescesAlreadyIsAccepted() {
    TestController impacted = busy();
    InstanceId dead = instance(impacted);
    impacted.admin().close();
    runFor(0.1);
    assertThat(bench.eventsOf(InstanceEvent.Noticed.class)).hasSize(1);
    Completion answer = reset(dead);
    assertThat(answer.dw0()).isZero();
    runFor(1.5);
    assertThat(log(false, true).entries()).containsExactly(entry(dead, 1, 3));
    assertThat(bench.eventsOf(InstanceEvent.Noticed.class)).hasSize(1);
  }

  @Test
  void aSecondEventComesOnlyAfterTheLogWasReadWithRaeClear() {
    int first = source.admin().submit(Command.asyncEventRequest());
    int second = source.admin().submit(Command.asyncEventRequest());
    completeOne();
    assertThat(source.admin().completions).containsKey(first);
    log(true, true);
    completeOne();
    assertThat(source.admin().completions).doesNotContainKey(second);
    assertThat(bench.details(AenEvent.Suppressed.class))
        .containsExactly(new AenEvent.Suppressed(CCR_COMPLETED, true));
    assertThat(log(false, true).entries()).hasSize(1);
    completeOne();
    assertThat(source.admin().completions).containsKey(second);
    assertThat(source.admin().completion(second).dw0()).isEqualTo(CCR_COMPLETED);
  }

  @Test
  void anEventWaitsForTheNextRequestAndNeedsToBeWanted() {
    completeOne();
    int late = source.admin().submit(Command.asyncEventRequest());
    assertThat(source.admin().completion(late).dw0()).isEqualTo(CCR_COMPLETED);
    log(false, true);
    source.admin().call(Command.setFeatures(FeatureId.ASYNC_EVENT_CONFIGURATION.id(), 1 << 11));
    int unwanted = source.admin().submit(Command.asyncEventRequest());
    completeOne();
    assertThat(source.admin().completions).doesNotContainKey(unwanted);
    assertThat(bench.details(AenEvent.Suppressed.class))
        .containsExactly(new AenEvent.Suppressed(CCR_COMPLETED, false));
  }

  private void completeOne() {
    reset(instance(bench.ready(bench.port2)));
    runFor(0.01);
  }

  @Test
  void rmcRemovesWhatThisReadReturned() {
    completeOne();
    completeOne();
    assertThat(log(true, false).entries()).hasSize(2);
    source.admin().fetch(getLog(true, true, 16, 0));
    assertThat(log(true, false).entries()).as("the second was not returned").hasSize(1);
    var tail = source.admin().fetch(getLog(true, true, 16, 4088));
    assertThat(tail.getLong(0)).isZero();
    assertThat(log(true, false).entries()).hasSize(1);
    assertThat(source.admin().call(getLog(true, true, 16, 4100)).status())
        .isEqualTo(Status.doNotRetry(StatusCode.INVALID_FIELD));
  }

  /** Log page 1Eh has 4096 bytes: a header of 8, and 511 entries of 8 (TP8028). */
  @Tag("slow")
  @Test
  void theLogIsFullWith511EntriesThatNobodyHasRead() {
    for (int i = 0; i < 511; i++) {
      completeOne();
    }
    TestController last = bench.ready(bench.port2, TargetBench.HOST, 0);
    InstanceId spared = instance(last);
    assertThat(reset(spared).status()).isEqualTo(Status.of(StatusCode.CCR_LOG_FULL));
    assertThat(instance(last)).as("nobody was reset").isEqualTo(spared);
    assertThat(log(true, true).entries()).hasSize(511);
    assertThat(reset(spared).status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void theFifthRequestForEventsIsTooMany() {
    List<Integer> requests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      requests.add(source.admin().submit(Command.asyncEventRequest()));
    }
    assertThat(source.admin().completion(requests.getLast()).status())
        .isEqualTo(Status.doNotRetry(StatusCode.AER_LIMIT_EXCEEDED));
  }

  @Test
  void enablingAgainDropsCompletedEntriesAndAGoneSourceAllOfThem() {
    completeOne();
    source.disable();
    source.enable();
    assertThat(log(true, false).entries()).isEmpty();
    TestController impacted = busy();
    reset(instance(impacted));
    source.admin().close();
    runFor(2);
    assertThat(bench.details(FencingEvent.TargetRemoved.class))
        .containsExactly(
            new FencingEvent.TargetRemoved(1, "enabled again"),
            new FencingEvent.TargetRemoved(1, "source gone"));
    assertThat(bench.eventsOf(InstanceEvent.Gone.class)).hasSize(3);
  }

  @Test
  void withoutALimitThereIsNoSuchCommand() {
    try (TargetBench without = new TargetBench(TargetBench.settings(5000, 0))) {
      TestController alone = without.ready(without.port1);
      assertThat(alone.admin().call(Command.crossControllerReset(new InstanceId(2, 1, 1))).status())
          .isEqualTo(Status.doNotRetry(StatusCode.INVALID_OPCODE));
      assertThat(alone.identify().ccrl()).isZero();
    }
  }

  @Test
  void aResetThatHasNotBegunHarmsNobodyWhenItsInstanceIsGone() {
    try (TargetBench slow = latency()) {
      TestController asking = slow.ready(slow.port1, TargetBench.HOST, 0);
      TestController named = slow.ready(slow.port2, TargetBench.HOST, 0);
      asking.admin().call(Command.crossControllerReset(instance(named)));
      named.admin().close();
      slow.runTo(0.1);
      assertThat(slow.details(FencingEvent.TargetCompleted.class)).hasSize(1);
      slow.runTo(2);
      assertThat(slow.details(InstanceEvent.ResetBy.class)).as("nobody was reset").isEmpty();
    }
  }

  @Test
  void aResetThatHasNotBegunIsOverWhenAnotherInstanceTakesThePlace() {
    try (TargetBench slow = latency()) {
      TestController asking = slow.ready(slow.port1, TargetBench.HOST, 0);
      TestController named = slow.ready(slow.port2, TargetBench.HOST, 0);
      InstanceId before = instance(named);
      asking.admin().call(Command.crossControllerReset(before));
      named.disable();
      named.enable();
      assertThat(slow.details(FencingEvent.TargetCompleted.class))
          .as("the instance that was named has ended")
          .containsExactly(
              new FencingEvent.TargetCompleted(
                  before.cntlid(), before.ciu(), CcrLog.Entry.SUCCESS));
      slow.runTo(2);
      assertThat(slow.details(InstanceEvent.ResetBy.class)).isEmpty();
      assertThat(named.csts()).as("the new one lives").isEqualTo(1);
    }
  }

  @Test
  void theLogSaysThatAResetWasBegunOnlyOnceItWas() {
    try (TargetBench slow = latency()) {
      TestController asking = slow.ready(slow.port1, TargetBench.HOST, 0);
      TestController named = slow.ready(slow.port2, TargetBench.HOST, 0);
      TestQueue io = named.ioQueue(1);
      io.pieceBytes = 0;
      slow.server.apply(new Fault.Hang(0));
      io.submit(Command.write(1, 0, 1, 4096));
      slow.runTo(slow.loop.nanos() / 1e9 + 0.01);
      Pdu.R2t r2t = io.r2ts.getFirst();
      io.send(
          new Pdu.H2cData(r2t.cccid(), r2t.ttag(), 0, true, Unpooled.buffer(4096).writeZero(4096)));
      InstanceId impacted = instance(named);
      asking.admin().call(Command.crossControllerReset(impacted));
      assertThat(entries(asking)).containsExactly(entry(impacted, 0, CcrLog.Entry.VALIDATED));
      slow.runTo(slow.loop.nanos() / 1e9 + 0.6);
      assertThat(entries(asking))
          .containsExactly(
              entry(impacted, 0, CcrLog.Entry.VALIDATED | CcrLog.Entry.RESET_INITIATED));
    }
  }

  private static List<CcrLog.Entry> entries(TestController asking) {
    return CcrLog.read(asking.admin().fetch(getLog(true, false, CcrLog.SIZE, 0))).entries();
  }

  private static TargetBench latency() {
    return new TargetBench(TargetBench.settings(5000, LIMIT, false, true, 0, 500_000));
  }
}
