package dev.fenceline.nvme.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.tcp.PduType.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The table of fatal errors: what is wrong, and the FES and FEI that the peer is told. */
class FatalErrorTest {
  private static final int PDU_MAX = 1024;
  private static final Pdu IC_REQ = new Pdu.IcReq(0, Digests.NONE, 0);
  private static final Pdu COMMAND = new Pdu.CapsuleCmd(Command.keepAlive());
  private static final byte[] BLOCK = {1, 2, 3, 4, 5, 6, 7, 8};

  private static ByteBuf wire(Pdu pdu, Digests digests) {
    PduWriter writer = new PduWriter();
    writer.use(digests, 0);
    ByteBuf wire = Unpooled.buffer();
    writer.write(pdu, wire);
    return wire;
  }

  private static ByteBuf wire(Pdu pdu) {
    return wire(pdu, Digests.NONE);
  }

  private static PduParser open(Receiver receiver, Digests digests) {
    PduParser parser = new PduParser(receiver, PDU_MAX);
    parser.resume(digests);
    return parser;
  }

  private static FatalError refusal(PduParser parser, ByteBuf wire) {
    FatalErrorException thrown =
        catchThrowableOfType(FatalErrorException.class, () -> parser.parse(wire));
    assertThat(thrown).isNotNull();
    assertThat(parser.isBad()).isTrue();
    assertThat(wire.isReadable()).as("discarded").isFalse();
    return thrown.error();
  }

  private static FatalError refusedByController(ByteBuf wire) {
    return refusal(open(Receiver.CONTROLLER, Digests.NONE), wire);
  }

  private static FatalError refusedByHost(ByteBuf wire) {
    return refusal(open(Receiver.HOST, Digests.NONE), wire);
  }

  private static void assertError(FatalError error, int fes, long fei) {
    assertThat(error.status().code()).isEqualTo(fes);
    assertThat(error.information()).isEqualTo(fei);
  }

  private static Pdu.H2cData h2cData() {
    return new Pdu.H2cData(1, 2, 0, true, Unpooled.copiedBuffer(BLOCK));
  }

  private static Pdu.C2hData c2hData() {
    return new Pdu.C2hData(1, 0, true, true, Unpooled.copiedBuffer(BLOCK));
  }

  @Test
  void anythingBeforeTheInitializationIsASequenceError() {
    PduParser parser = new PduParser(Receiver.CONTROLLER, PDU_MAX);
    assertError(refusal(parser, wire(COMMAND)), 0x02, 0);
  }

  @Test
  void aSecondInitializationIsASequenceError() {
    assertError(refusedByController(wire(IC_REQ)), 0x02, 0);
    assertError(refusedByHost(wire(new Pdu.IcResp(0, Digests.NONE, 4096))), 0x02, 0);
  }

  @Test
  void aHostMayBeRefusedBeforeTheInitialization() throws FatalErrorException {
    Pdu refusal = FatalError.of(FatalError.Status.UNSUPPORTED_PARAMETER, "no").toC2hTermReq();
    assertThat(new PduParser(Receiver.HOST, PDU_MAX).parse(wire(refusal))).isEqualTo(refusal);
  }

  @Test
  void anUnknownTypeIsAnInvalidFieldAtByte0() {
    assertError(refusedByController(wire(COMMAND).setByte(0, 0x08)), 0x01, 0);
    assertError(refusedByController(wire(COMMAND).setByte(0, 0xFF)), 0x01, 0);
  }

  @Test
  void aTypeForTheOtherSideIsAnInvalidFieldAtByte0() {
    assertError(refusedByController(wire(new Pdu.R2t(1, 1, 0, 8))), 0x01, 0);
    assertError(refusedByHost(wire(COMMAND)), 0x01, 0);
  }

  @Test
  void aWrongHeaderLengthIsAnInvalidFieldAtByte2() {
    assertError(refusedByController(wire(COMMAND).setByte(2, 71)), 0x01, 2);
  }

  @Test
  void aWrongPduLengthIsAnInvalidFieldAtByte4() {
    assertError(refusedByController(wire(COMMAND).setIntLE(4, 71)), 0x01, 4);
    assertError(refusedByController(wire(h2cData()).setIntLE(4, 24)), 0x01, 4);
    assertError(refusedByController(wire(h2cData()).setIntLE(4, 31)), 0x01, 4);
    assertError(
        refusal(new PduParser(Receiver.CONTROLLER, PDU_MAX), wire(IC_REQ).setIntLE(4, 132)),
        0x01,
        4);
    Completion completion = new Completion(0, 0, 0, 0, 0, Status.SUCCESS);
    assertError(refusedByHost(wire(new Pdu.CapsuleResp(completion)).setIntLE(4, 28)), 0x01, 4);
    assertError(refusedByHost(wire(new Pdu.R2t(1, 1, 0, 8)).setIntLE(4, 20)), 0x01, 4);
    Pdu term = new Pdu.C2hTermReq(1, 0, Bytes.zero(FatalError.HEADER_MAX));
    assertError(refusedByHost(wire(term).setIntLE(4, 153)), 0x01, 4);
  }

  @Test
  void aNegativeLengthIsRefusedToo() {
    assertError(refusedByHost(wire(new Pdu.R2t(1, 1, 0, 8)).setIntLE(4, -1)), 0x01, 4);
    assertThat(refusedByController(wire(h2cData()).setIntLE(4, -1)).status())
        .isEqualTo(FatalError.Status.LIMIT_EXCEEDED);
  }

  @Test
  void aPduAboveTheBoundIsRefusedBeforeItsDataArrives() {
    ByteBuf front = wire(h2cData()).setIntLE(4, PDU_MAX + 1).slice(0, Header.COMMON_LENGTH);
    assertError(refusedByController(front), 0x05, 0);
  }

  @Test
  void aDataOffsetInTheHeaderOrUnalignedOrPastTheEndIsInvalid() {
    assertError(refusedByController(wire(h2cData()).setByte(3, 20)), 0x01, 3);
    assertError(refusedByController(wire(h2cData()).setByte(3, 26)), 0x01, 3);
    assertError(refusedByController(wire(h2cData()).setByte(3, 32)), 0x01, 4);
  }

  @Test
  void anUnknownVersionIsAnInvalidFieldAtByte8() {
    PduParser parser = new PduParser(Receiver.CONTROLLER, PDU_MAX);
    assertError(refusal(parser, wire(IC_REQ).setByte(8, 1)), 0x01, 8);
  }

  @Test
  void anAlignmentAbove31IsAnInvalidFieldAtByte10() {
    PduParser parser = new PduParser(Receiver.CONTROLLER, PDU_MAX);
    assertError(refusal(parser, wire(IC_REQ).setByte(10, 32)), 0x01, 10);
  }

  @Test
  void aMaxH2cDataThatIsTooSmallOrUnevenIsAnInvalidFieldAtByte12() {
    ByteBuf small = wire(new Pdu.IcResp(0, Digests.NONE, 4092));
    assertError(refusal(new PduParser(Receiver.HOST, PDU_MAX), small), 0x01, 12);
    ByteBuf uneven = wire(new Pdu.IcResp(0, Digests.NONE, 4097));
    assertError(refusal(new PduParser(Receiver.HOST, PDU_MAX), uneven), 0x01, 12);
  }

  @Test
  void aWrongHeaderDigestIsToldBack() {
    ByteBuf wire = wire(COMMAND, Digests.BOTH).setIntLE(72, 0xCAFEBABE);
    assertError(refusal(open(Receiver.CONTROLLER, Digests.BOTH), wire), 0x03, 0xCAFEBABEL);
  }

  @Test
  void aClearedHeaderDigestFlagIsADigestError() {
    ByteBuf wire = wire(COMMAND, Digests.BOTH);
    wire.setByte(1, 0);
    assertError(refusal(open(Receiver.CONTROLLER, Digests.BOTH), wire), 0x03, 0);
  }

  @Test
  void aDigestThatWasNotNegotiatedIsAnInvalidFieldAtByte1() {
    assertError(refusedByController(wire(COMMAND).setByte(1, 0x01)), 0x01, 1);
    assertError(refusedByController(wire(h2cData()).setByte(1, 0x02)), 0x01, 1);
  }

  @Test
  void aClearedDataDigestFlagIsAnInvalidFieldAtByte1() {
    Digests dataOnly = new Digests(false, true);
    ByteBuf wire = wire(h2cData(), dataOnly);
    wire.setByte(1, 0x04);
    assertError(refusal(open(Receiver.CONTROLLER, dataOnly), wire), 0x01, 1);
  }

  @Test
  void successWithoutLastIsAnInvalidFieldAtByte1() {
    assertError(refusedByHost(wire(c2hData()).setByte(1, 0x08)), 0x01, 1);
  }

  @Test
  void aWrongDataDigestIsNotFatal() throws FatalErrorException {
    for (Pdu sent :
        new Pdu[] {h2cData(), new Pdu.CapsuleCmd(Command.flush(1), Unpooled.copiedBuffer(BLOCK))}) {
      PduParser parser = open(Receiver.CONTROLLER, Digests.BOTH);
      ByteBuf wire = wire(sent, Digests.BOTH);
      int at = wire.readableBytes() - Digest.SIZE;
      int expected = wire.getIntLE(at);
      wire.setIntLE(at, ~expected);
      Pdu received = Objects.requireNonNull(parser.parse(wire));
      assertThat(received.damage()).isEqualTo(new Digest.Mismatch(~expected, expected));
      assertThat(received.data()).isEqualTo(sent.data());
      assertThat(parser.isBad()).isFalse();
      received.release();
      wire.release();
      assertThat(wire.refCnt()).isZero();
    }
  }

  @Test
  void theOffendingHeaderGoesBackInTheTermReq() throws FatalErrorException {
    ByteBuf wire = wire(h2cData()).setByte(3, 26);
    Bytes header = Bytes.read("header", wire.slice(), 24);
    FatalError error = refusedByController(wire);
    Pdu.C2hTermReq term = error.toC2hTermReq();
    assertThat(term).isEqualTo(new Pdu.C2hTermReq(0x01, 3, header));
    assertThat(open(Receiver.HOST, Digests.BOTH).parse(wire(term, Digests.BOTH)))
        .as("without digests")
        .isEqualTo(term);
  }

  @Test
  void noFramingErrorLeavesADataReference() {
    ByteBuf wire = wire(h2cData()).setIntLE(16, 7);
    assertError(refusedByController(wire), 0x01, 4);
    assertThat(wire.refCnt()).isEqualTo(1);
  }

  @Test
  void everyStatusIsFoundByItsCode() {
    for (FatalError.Status status : FatalError.Status.values()) {
      assertThat(FatalError.Status.of(status.code())).contains(status);
    }
    assertThat(FatalError.Status.of(0)).isEmpty();
    assertThat(FatalError.Status.of(7)).isEmpty();
  }
}
