package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Sgl;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduWriter;
import dev.fenceline.scenario.Fault;
import dev.fenceline.subsystem.TargetBench.TestController;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table of bad input, reference 2.6: which fatal error status, and that nothing follows. */
@Timeout(60)
class TransportErrorTest {
  private static final int INVALID_FIELD = 1;
  private static final int SEQUENCE = 2;
  private static final int HEADER_DIGEST = 3;
  private static final int OUT_OF_RANGE = 4;
  private static final int LIMIT = 5;
  private static final int UNSUPPORTED = 6;

  private final TargetBench bench = new TargetBench(TargetBench.settings(5000, 4));

  @AfterEach
  void close() {
    bench.close();
  }

  private static ByteBuf bytes(Pdu pdu, Digests digests) {
    PduWriter writer = new PduWriter();
    writer.use(digests, 0);
    ByteBuf out = Unpooled.buffer();
    writer.write(pdu, out);
    pdu.release();
    return out;
  }

  private static ByteBuf keepAlive() {
    return bytes(new Pdu.CapsuleCmd(Command.keepAlive()), Digests.NONE);
  }

  private void assertFatal(TestQueue queue, int fes, long fei) {
    queue.await(() -> !queue.isOpen());
    assertThat(queue.terms).hasSize(1);
    assertThat(queue.terms.getFirst().fes()).isEqualTo(fes);
    assertThat(queue.terms.getFirst().fei()).isEqualTo(fei);
    assertThat(queue.isOpen()).isFalse();
    ConnectionEvent.TransportError error =
        bench.details(ConnectionEvent.TransportError.class).findFirst().orElseThrow();
    assertThat(error.sent()).isTrue();
    assertThat(error.fes()).isEqualTo(fes);
  }

  @Test
  void anotherPduThanIcReqFirst() {
    TestQueue queue = new TestQueue(bench.loop, bench.port1);
    queue.sendRaw(keepAlive());
    assertFatal(queue, SEQUENCE, 0);
  }

  @Test
  void aSecondIcReq() {
    TestQueue queue = bench.open(bench.port1);
    queue.send(new Pdu.IcReq(0, Digests.NONE, 0));
    assertFatal(queue, SEQUENCE, 0);
  }

  @Test
  void anUnknownType() {
    TestQueue queue = bench.open(bench.port1);
    queue.sendRaw(keepAlive().setByte(0, 0x0A));
    assertFatal(queue, INVALID_FIELD, 0);
  }

  @Test
  void aWrongHeaderLength() {
    TestQueue queue = bench.open(bench.port1);
    queue.sendRaw(keepAlive().setByte(2, 71));
    assertFatal(queue, INVALID_FIELD, 2);
  }

  @Test
  void aWrongLength() {
    TestQueue queue = bench.open(bench.port1);
    queue.sendRaw(keepAlive().setIntLE(4, 71));
    assertFatal(queue, INVALID_FIELD, 4);
  }

  @Test
  void aWrongVersion() {
    TestQueue queue = new TestQueue(bench.loop, bench.port1);
    queue.sendRaw(bytes(new Pdu.IcReq(0, Digests.NONE, 0), Digests.NONE).setByte(8, 1));
    assertFatal(queue, INVALID_FIELD, 8);
  }

  @Test
  void aWrongHeaderDigestTakesTheControllerWithIt() {
    TestController controller = bench.ready(bench.port1);
    TestQueue io = controller.ioQueue(1, 0, new Digests(true, false));
    ByteBuf flush = bytes(new Pdu.CapsuleCmd(Command.flush(1)), new Digests(true, false));
    flush.setIntLE(72, 0xBAD);
    io.sendRaw(flush);
    assertFatal(io, HEADER_DIGEST, 0xBAD);
    InstanceEvent.Noticed noticed =
        bench.details(InstanceEvent.Noticed.class).findFirst().orElseThrow();
    assertThat(noticed.reason()).isEqualTo("fatal transport error");
    assertThat(controller.admin().isOpen()).isFalse();
  }

  @Test
  void aWrongDataDigestFailsOnlyTheCommand() {
    TestController controller = bench.ready(bench.port1);
    Digests digests = new Digests(false, true);
    TestQueue io = controller.ioQueue(1, 0, digests);
    Command write = Command.write(1, 0, 1, 4096).withSgl(Sgl.inCapsule(4096)).withCid(0x77);
    ByteBuf capsule = bytes(new Pdu.CapsuleCmd(write, Unpooled.buffer().writeZero(4096)), digests);
    capsule.setByte(100, 0xFF);
    io.sendRaw(capsule);
    assertThat(io.completion(0x77).status())
        .isEqualTo(Status.of(StatusCode.TRANSIENT_TRANSPORT_ERROR));
    assertThat(controller.blocks(io, 0, 1)[100 - 72]).isZero();
  }

  @Test
  void dataForAnUnknownTag() {
    TestController controller = bench.ready(bench.port1);
    TestQueue io = controller.ioQueue(1);
    io.send(new Pdu.H2cData(1, 99, 0, true, Unpooled.buffer().writeZero(16)));
    assertFatal(io, SEQUENCE, 0);
  }

  @Test
  void dataForAnotherCommand() {
    TestQueue io = waitingForData();
    Pdu.R2t r2t = io.r2ts.getFirst();
    io.send(new Pdu.H2cData(r2t.cccid() + 1, r2t.ttag(), 0, false, zero(4096)));
    assertFatal(io, SEQUENCE, 0);
  }

  @Test
  void dataAtTheWrongPlace() {
    TestQueue io = waitingForData();
    Pdu.R2t r2t = io.r2ts.getFirst();
    io.send(new Pdu.H2cData(r2t.cccid(), r2t.ttag(), 4096, false, zero(4096)));
    assertFatal(io, OUT_OF_RANGE, 0);
    assertThat(bench.eventsOf(CommandEvent.Revoked.class)).hasSize(1);
  }

  @Test
  void moreDataThanOnePduMayCarry() {
    TestQueue io = waitingForData();
    Pdu.R2t r2t = io.r2ts.getFirst();
    io.send(new Pdu.H2cData(r2t.cccid(), r2t.ttag(), 0, true, zero(8192)));
    assertFatal(io, LIMIT, 0);
  }

  private TestQueue waitingForData() {
    TestQueue io = bench.ready(bench.port1).ioQueue(1);
    io.pieceBytes = 0;
    io.submit(Command.write(1, 0, 2, 8192));
    io.await(() -> !io.r2ts.isEmpty());
    return io;
  }

  private static ByteBuf zero(int length) {
    return Unpooled.buffer().writeZero(length);
  }

  @Test
  void aCapsuleThatIsTooLongAndOneThatBeginsElsewhere() {
    TestQueue io = bench.ready(bench.port1).ioQueue(1);
    io.submit(Command.write(1, 0, 2, 8192).withSgl(Sgl.inCapsule(8192)), zero(8192));
    assertFatal(io, LIMIT, 0);
    bench.events.clear();
    TestQueue other = bench.ready(bench.port1).ioQueue(1);
    other.submit(
        Command.write(1, 0, 1, 4096).withSgl(new Sgl(Sgl.IN_CAPSULE, 8, 4096)), zero(4096));
    assertFatal(other, UNSUPPORTED, 32);
  }

  @Test
  void aTerminationByTheHostEndsTheController() {
    TestController controller = bench.ready(bench.port1);
    controller.admin().send(new Pdu.H2cTermReq(SEQUENCE, 0, Bytes.zero(0)));
    bench.runTo(1);
    assertThat(controller.admin().isOpen()).isFalse();
    assertThat(bench.details(ConnectionEvent.TransportError.class).findFirst().orElseThrow().sent())
        .isFalse();
    assertThat(bench.eventsOf(InstanceEvent.Gone.class)).hasSize(1);
  }

  @Test
  void moreCommandsThanQueueEntries() {
    TestController controller = bench.ready(bench.port1);
    TestQueue io = controller.ioQueue(1);
    bench.server.apply(new Fault.Hang(0));
    for (int i = 0; i < 33; i++) {
      io.submit(Command.flush(1));
    }
    assertFatal(io, SEQUENCE, 0);
  }
}
