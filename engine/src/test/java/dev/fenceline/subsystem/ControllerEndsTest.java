package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Properties.Csts;
import dev.fenceline.nvme.Sgl;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.subsystem.TargetBench.TestController;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * A controller ends in many ways and at any moment of a write. Once it is said that it is quiet, no
 * write of it reaches media: a host sends the same writes again elsewhere.
 */
class ControllerEndsTest {
  private static final int BLOCKS = 2;
  private static final int PIECE = 4096;
  private static final int BYTES = BLOCKS * PIECE;
  private static final int LARGE_CAPSULE = 8192;
  private static final int QUEUES = 2;
  private static final int LIMIT_SECONDS = 20;
  private static final long CQT_MILLIS = 5000;

  /** How far a write is when its controller ends. */
  enum Phase {
    COMMAND_ON_ITS_WAY,
    WAITS_FOR_DATA,
    HAS_PART_OF_ITS_DATA,
    DATA_ON_ITS_WAY,
    AT_MEDIA
  }

  /** What ends a controller, and who says when it is quiet. */
  enum End {
    SHUT_DOWN,
    SHUT_DOWN_AND_TAKEN_BACK,
    DISABLED,
    RESET_BY_ANOTHER,
    KEEP_ALIVE_LAPSED,
    ADMIN_CONNECTION_LOST,
    FATAL_ERROR,
    TERMINATED_BY_HOST,
    DISCONNECTED_AND_SHUT_DOWN,
    IO_CONNECTION_LOST_AND_SHUT_DOWN
  }

  @Tag("slow")
  @Property(tries = 250)
  void onceItIsSaidToBeQuietNothingOfItReachesMedia(
      @ForAll End end,
      @ForAll @Size(min = 1, max = 6) List<Phase> phases,
      @ForAll boolean inCapsule,
      @ForAll boolean promises,
      @ForAll @IntRange(max = 3000) int restAfterMillis,
      @ForAll @IntRange(min = 1, max = 4000) int mediaMillis) {
    try (Ending ending = new Ending(inCapsule, promises, end, mediaMillis)) {
      for (int i = 0; i < phases.size(); i++) {
        ending.begin(i, phases.get(i));
      }
      ending.end(restAfterMillis);
      long quiet = ending.awaitQuiet();
      byte[] then = ending.media();
      ending.sendWhatIsLeft();
      ending.tryAnotherWrite();
      ending.run(LIMIT_SECONDS);
      assertThat(ending.landedAfter(quiet)).as("writes that landed after it was quiet").isEmpty();
      assertThat(ending.media()).isEqualTo(then);
    }
  }

  @Test
  void aShutdownEndsWhatWaitsForItsDataAndTheConnectionStaysUp() {
    try (TargetBench bench = new TargetBench(TargetBench.settings(CQT_MILLIS, 4))) {
      TestController controller = bench.ready(bench.port1);
      TestQueue io = controller.ioQueue(1);
      Write write = waitingForData(io);
      controller.admin().call(shutdown(Cc.SHN_NORMAL));
      assertThat(new Csts(controller.csts()).shutdown()).isEqualTo(Csts.SHST_COMPLETE);
      assertThat(io.completion(write.cid).status())
          .as("any path may have it, this one too")
          .isEqualTo(Status.of(StatusCode.COMMAND_INTERRUPTED));
      write.send(BYTES);
      assertThat(io.call(Command.flush(1)).status())
          .isEqualTo(Status.doNotRetry(StatusCode.COMMAND_SEQUENCE_ERROR));
      assertThat(io.terms).as("its data came after its end, which is nobody's fault").isEmpty();
      assertThat(controller.blocks(bench.ready(bench.port2).ioQueue(1), 0, BLOCKS)).containsOnly(0);
    }
  }

  @Test
  void aShutdownThatIsTakenBackOpensNothing() {
    try (TargetBench bench = new TargetBench(TargetBench.settings(CQT_MILLIS, 4))) {
      TestController controller = bench.ready(bench.port1);
      TestQueue io = controller.ioQueue(1);
      controller.admin().call(shutdown(Cc.SHN_NORMAL));
      controller.admin().call(shutdown(0));
      assertThat(io.call(Command.flush(1)).status())
          .isEqualTo(Status.doNotRetry(StatusCode.COMMAND_SEQUENCE_ERROR));
      controller.disable();
      controller.enable();
      assertThat(controller.ioQueue(1).call(Command.flush(1)).status()).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void aQueueIsDisconnectedWhenItsLastCommandIsAnswered() {
    try (TargetBench bench = new TargetBench(TargetBench.settings(CQT_MILLIS, 4))) {
      TestController controller = bench.ready(bench.port1);
      TestQueue io = controller.ioQueue(1);
      Write waiting = waitingForData(io);
      bench.server.apply(new Fault.SlowWrite(0, 800));
      int slow = controller.write(io, 9, 7);
      int disconnect = io.submit(Command.disconnect());
      int late = io.submit(Command.flush(1));
      assertThat(io.completion(waiting.cid).status())
          .isEqualTo(Status.of(StatusCode.COMMAND_INTERRUPTED));
      assertThat(io.completion(late).status())
          .isEqualTo(Status.doNotRetry(StatusCode.COMMAND_SEQUENCE_ERROR));
      bench.runTo(0.5);
      assertThat(io.completions).doesNotContainKeys(slow, disconnect);
      assertThat(io.completion(disconnect).status()).isEqualTo(Status.SUCCESS);
      assertThat(io.completions).containsKey(slow);
      io.await(() -> !io.isOpen());
      assertThat(io.isOpen()).isFalse();
    }
  }

  private static Write waitingForData(TestQueue io) {
    io.pieceBytes = 0;
    Write write = new Write(io, io.submit(Command.write(1, 0, BLOCKS, BYTES)), 0);
    io.await(write::isFetched);
    return write;
  }

  private static Command shutdown(int shn) {
    Cc cc = Cc.disabled().withEnable(true).withShutdown(shn);
    return Command.propertySet(dev.fenceline.nvme.Property.CC, cc.value());
  }

  /** A write that has begun, and how many bytes of its data were sent. */
  private static final class Write {
    final TestQueue queue;
    final int cid;
    int sent;

    Write(TestQueue queue, int cid, int sent) {
      this.queue = queue;
      this.cid = cid;
      this.sent = sent;
    }

    boolean isFetched() {
      return queue.r2ts.stream().anyMatch(r2t -> r2t.cccid() == cid);
    }

    void send(int upTo) {
      for (Pdu.R2t r2t : List.copyOf(queue.r2ts)) {
        if (r2t.cccid() == cid && queue.isOpen()) {
          for (; sent < upTo; sent += PIECE) {
            ByteBuf piece = Unpooled.copiedBuffer(filled(cid), 0, PIECE);
            queue.send(new Pdu.H2cData(cid, r2t.ttag(), sent, sent + PIECE == BYTES, piece));
          }
        }
      }
    }
  }

  private static byte[] filled(int fill) {
    byte[] data = new byte[BYTES];
    Arrays.fill(data, (byte) fill);
    return data;
  }

  /** One controller with two I/O queues that will end, and another that looks at media. */
  private static final class Ending implements AutoCloseable {
    private final TargetBench bench;
    private final End end;
    private final boolean inCapsule;
    private final boolean promises;
    private final int mediaMillis;
    private final TestController controller;
    private final TestController source;
    private final TestQueue look;
    private final InstanceId instance;
    private final Lane lane;
    private final List<TestQueue> queues = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();

    Ending(boolean inCapsule, boolean promises, End end, int mediaMillis) {
      int capsule = inCapsule ? LARGE_CAPSULE : 0;
      TargetSettings settings =
          TargetBench.settings(promises ? CQT_MILLIS : 0, 4, false, true, capsule, 0);
      this.bench = new TargetBench(settings);
      this.end = end;
      this.inCapsule = inCapsule;
      this.promises = promises;
      this.mediaMillis = mediaMillis;
      this.source = bench.ready(bench.port1, TargetBench.HOST, 0);
      this.look = source.ioQueue(1);
      long kato = end == End.KEEP_ALIVE_LAPSED ? TargetBench.KATO_MILLIS : 0;
      this.controller = bench.ready(bench.port2, TargetBench.HOST, kato);
      this.instance = controller.identify().instance();
      this.lane = bench.eventsOf(InstanceEvent.Ready.class).getLast().lane();
      for (int qid = 1; qid <= QUEUES; qid++) {
        TestQueue io = controller.ioQueue(qid);
        io.pieceBytes = 0;
        queues.add(io);
      }
    }

    void begin(int index, Phase phase) {
      TestQueue queue = queues.get(index % QUEUES);
      Command command = Command.write(1, (long) index * BLOCKS, BLOCKS, BYTES);
      bench.server.apply(new Fault.SlowWrite(0, mediaMillis));
      boolean whole = phase == Phase.COMMAND_ON_ITS_WAY || phase == Phase.AT_MEDIA;
      if (inCapsule && whole) {
        Command here = command.withSgl(Sgl.inCapsule(BYTES));
        int cid = queue.submit(here, Unpooled.wrappedBuffer(filled(index + 1)));
        writes.add(new Write(queue, cid, BYTES));
      } else {
        writes.add(new Write(queue, queue.submit(command), 0));
      }
      Write write = writes.getLast();
      if (phase == Phase.COMMAND_ON_ITS_WAY) {
        return;
      }
      if (write.sent == 0) {
        queue.await(write::isFetched);
      }
      switch (phase) {
        case COMMAND_ON_ITS_WAY, WAITS_FOR_DATA -> {}
        case HAS_PART_OF_ITS_DATA -> {
          write.send(PIECE);
          settle();
        }
        case DATA_ON_ITS_WAY -> write.send(BYTES);
        case AT_MEDIA -> {
          write.send(BYTES);
          settle();
        }
      }
    }

    private void settle() {
      run(0.000_5);
    }

    void run(double seconds) {
      bench.runTo(bench.loop.nanos() / 1e9 + seconds);
    }

    /** Ends the controller, and sends the rest of all data a while later. */
    void end(int restAfterMillis) {
      LabLoop loop = bench.loop;
      loop.schedule(restAfterMillis * 1_000_000L, this::sendWhatIsLeft);
      Cc enabled = Cc.disabled().withEnable(true);
      switch (end) {
        case SHUT_DOWN -> set(enabled.withShutdown(Cc.SHN_NORMAL));
        case SHUT_DOWN_AND_TAKEN_BACK -> {
          set(enabled.withShutdown(Cc.SHN_NORMAL));
          set(enabled);
          set(enabled.withShutdown(Cc.SHN_NORMAL));
        }
        case DISABLED -> set(Cc.disabled());
        case RESET_BY_ANOTHER -> source.admin().submit(Command.crossControllerReset(instance));
        case KEEP_ALIVE_LAPSED -> {}
        case ADMIN_CONNECTION_LOST -> controller.admin().close();
        case FATAL_ERROR ->
            queues
                .getFirst()
                .send(new Pdu.H2cData(1, 0xFFFF, 0, true, Unpooled.wrappedBuffer(filled(1))));
        case TERMINATED_BY_HOST -> queues.getLast().send(new Pdu.H2cTermReq(1, 0, Bytes.zero(24)));
        case DISCONNECTED_AND_SHUT_DOWN -> {
          queues.forEach(queue -> queue.submit(Command.disconnect()));
          set(enabled.withShutdown(Cc.SHN_NORMAL));
        }
        case IO_CONNECTION_LOST_AND_SHUT_DOWN -> {
          queues.getFirst().close();
          set(enabled.withShutdown(Cc.SHN_NORMAL));
        }
      }
    }

    private void set(Cc cc) {
      controller.admin().submit(Command.propertySet(dev.fenceline.nvme.Property.CC, cc.value()));
    }

    /** Waits until somebody says that it is quiet; when that was. */
    long awaitQuiet() {
      long limit = bench.loop.nanos() + LIMIT_SECONDS * 1_000_000_000L;
      while (!isQuiet()) {
        assertThat(bench.loop.nanos()).as("%s has an end", end).isLessThan(limit);
        run(0.05);
      }
      return bench.loop.nanos();
    }

    private boolean isQuiet() {
      return switch (end) {
        case SHUT_DOWN,
            SHUT_DOWN_AND_TAKEN_BACK,
            DISCONNECTED_AND_SHUT_DOWN,
            IO_CONNECTION_LOST_AND_SHUT_DOWN ->
            new Csts(controller.csts()).shutdown() == Csts.SHST_COMPLETE;
        case DISABLED -> !new Csts(controller.csts()).ready();
        case RESET_BY_ANOTHER -> isResetConfirmed();
        case KEEP_ALIVE_LAPSED, ADMIN_CONNECTION_LOST, FATAL_ERROR, TERMINATED_BY_HOST ->
            isGone() || isPromiseDue();
      };
    }

    private boolean isResetConfirmed() {
      Command read = Command.getLogPage(LogPageRequest.LID_CCR, 0, true, CcrLog.SIZE, 0, -1);
      return CcrLog.read(source.admin().fetch(read)).entries().stream()
          .anyMatch(entry -> entry.status() == CcrLog.Entry.SUCCESS);
    }

    private boolean isGone() {
      return bench.eventsOf(InstanceEvent.Gone.class).stream()
          .anyMatch(event -> event.lane().equals(lane));
    }

    private boolean isPromiseDue() {
      long cqt = CQT_MILLIS * 1_000_000;
      return promises
          && bench.eventsOf(InstanceEvent.Noticed.class).stream()
              .anyMatch(event -> bench.loop.nanos() >= event.nanos() + cqt);
    }

    void sendWhatIsLeft() {
      writes.forEach(write -> write.send(BYTES));
    }

    /** A host that does not know: it writes on, over all of its queues. */
    void tryAnotherWrite() {
      for (TestQueue queue : queues) {
        if (queue.isOpen()) {
          queue.submit(Command.write(1, 100, BLOCKS, BYTES));
        }
      }
    }

    List<Event> landedAfter(long nanos) {
      return bench.eventsOf(CommandEvent.Executed.class).stream()
          .filter(event -> event.lane().equals(lane) && event.nanos() > nanos)
          .filter(
              event -> ((CommandEvent.Executed) event.detail()).opcode() == Opcode.Nvm.WRITE.code())
          .toList();
    }

    byte[] media() {
      return source.blocks(look, 0, 16);
    }

    @Override
    public void close() {
      bench.close();
    }
  }
}
