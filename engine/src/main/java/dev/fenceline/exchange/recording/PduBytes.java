package dev.fenceline.exchange.recording;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Sgl;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.tcp.CommonHeader;
import dev.fenceline.nvme.tcp.Digest;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.nvme.tcp.PduType;
import dev.fenceline.nvme.tcp.PduWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Rebuilds the bytes of a PDU from its recording. Data is zero, and digests match. */
public final class PduBytes {
  private static final int NSID = 1;
  private static final int CONNECT_ENTRIES = 127;
  private static final int FES = 1;
  private static final long MAX_H2C_DATA = 1 << 17;
  private static final int SQHD_WITHOUT_FLOW_CONTROL = 0xFFFF;

  private PduBytes() {}

  /** Returns the PDU that has the recorded header. */
  public static ByteBuf of(ByteBuf header) {
    CommonHeader common =
        CommonHeader.read(header, 0)
            .orElseThrow(() -> new IllegalArgumentException("a header of no known PDU"));
    int size = common.type().headerLength();
    ByteBuf out = Unpooled.buffer((int) common.length()).writeBytes(header, 0, size);
    if (common.headerDigest()) {
      out.writeIntLE(Digest.of(out, 0, size));
    }
    int data = (int) common.dataLength();
    if (data > 0) {
      out.writeZero(common.dataOffset() - common.bodyOffset() + data);
      if (common.dataDigest()) {
        out.writeIntLE(Digest.of(out, common.dataOffset(), data));
      }
    }
    return out.writeZero(Math.max(0, (int) common.length() - out.writerIndex()));
  }

  /** Returns the bytes of a PDU event without a header. */
  public static ByteBuf madeUp(
      PduEvent.Passed event,
      Digests digests,
      PduLengths.Lengths lengths,
      CommandEvent.@Nullable Submitted command) {
    Pdu pdu = pdu(event, digests, lengths, command);
    PduWriter writer = new PduWriter();
    writer.use(digests, 0);
    ByteBuf out = Unpooled.buffer(writer.length(pdu));
    writer.write(pdu, out);
    pdu.release();
    return out;
  }

  private static Pdu pdu(
      PduEvent.Passed event,
      Digests digests,
      PduLengths.Lengths lengths,
      CommandEvent.@Nullable Submitted command) {
    int cid = event.cid();
    return switch (PduType.ofCode(event.type())) {
      case IC_REQ -> new Pdu.IcReq(0, digests, 0);
      case IC_RESP -> new Pdu.IcResp(0, digests, MAX_H2C_DATA);
      case H2C_TERM_REQ -> new Pdu.H2cTermReq(FES, 0, Bytes.zero(0));
      case C2H_TERM_REQ -> new Pdu.C2hTermReq(FES, 0, Bytes.zero(0));
      case CAPSULE_CMD ->
          new Pdu.CapsuleCmd(
              command(event, lengths, command).withCid(cid),
              event.dataLength() == 0 ? null : zero(event));
      case CAPSULE_RESP -> new Pdu.CapsuleResp(completion(event));
      case H2C_DATA -> new Pdu.H2cData(cid, cid, lengths.offset(), lengths.isLast(), zero(event));
      case C2H_DATA ->
          new Pdu.C2hData(
              cid, lengths.offset(), lengths.isLast(), lengths.isSuccess(), zero(event));
      case R2T -> new Pdu.R2t(cid, cid, lengths.offset(), lengths.total());
    };
  }

  private static ByteBuf zero(PduEvent.Passed event) {
    return Unpooled.buffer(Math.max(1, event.dataLength())).writeZero(event.dataLength());
  }

  private static Command command(
      PduEvent.Passed event, PduLengths.Lengths lengths, CommandEvent.@Nullable Submitted known) {
    if (event.opcode() == Opcode.FABRICS) {
      return Command.connect(event.qid(), CONNECT_ENTRIES, 0, 0);
    }
    long lba = known == null ? 0 : known.lba();
    int blocks = known == null ? 1 : Math.max(1, known.blocks());
    long bytes = lengths.total();
    Command command =
        event.opcode() == Opcode.Nvm.READ.code()
            ? Command.read(NSID, lba, blocks, bytes)
            : event.opcode() == Opcode.Nvm.WRITE.code()
                ? Command.write(NSID, lba, blocks, bytes)
                : Command.raw(event.opcode(), NSID);
    return event.dataLength() == 0 ? command : command.withSgl(Sgl.inCapsule(event.dataLength()));
  }

  private static Completion completion(PduEvent.Passed event) {
    return new Completion(
        0,
        0,
        SQHD_WITHOUT_FLOW_CONTROL,
        Math.max(0, event.qid()),
        event.cid(),
        Status.ofField(event.status()));
  }
}
