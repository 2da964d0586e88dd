package dev.fenceline.nvme;

import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.log.LogPageRequest;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A submission queue entry: 64 bytes, immutable. The static factories create the commands that
 * Linux and Fenceline send; the records with {@code of(Command)} read their parameters.
 *
 * <p>Source: Base specification, figures of the common command format and of the fabrics commands.
 */
public final class Command {
  /** Bytes in a submission queue entry. */
  public static final int SIZE = 64;

  public static final BitField OPC = BitField.bytes("OPC", 0, 1);
  public static final BitField FLAGS = BitField.bytes("FLAGS", 1, 1);
  public static final BitField PSDT = BitField.bits("PSDT", 1, 6, 2);
  public static final BitField CID = BitField.bytes("CID", 2, 2);
  public static final BitField NSID = BitField.bytes("NSID", 4, 4);

  /** Fabrics commands have their type in the first byte of the NSID field. */
  public static final BitField FCTYPE = BitField.bytes("FCTYPE", 4, 1);

  public static final BitField SGL_ADDRESS = BitField.bytes("SGL address", 24, 8);
  public static final BitField SGL_LENGTH = BitField.bytes("SGL length", 32, 4);
  public static final BitField SGL_TYPE = BitField.bytes("SGL type", 39, 1);
  public static final BitField CDW10 = BitField.bytes("CDW10", 40, 4);
  public static final BitField CDW11 = BitField.bytes("CDW11", 44, 4);
  public static final BitField CDW12 = BitField.bytes("CDW12", 48, 4);
  public static final BitField CDW13 = BitField.bytes("CDW13", 52, 4);
  public static final BitField CDW14 = BitField.bytes("CDW14", 56, 4);
  public static final BitField CDW15 = BitField.bytes("CDW15", 60, 4);

  /** The fields of every command, in wire order. */
  public static final List<BitField> FIELDS =
      List.of(
          OPC,
          FLAGS,
          CID,
          NSID,
          SGL_ADDRESS,
          SGL_LENGTH,
          SGL_TYPE,
          CDW10,
          CDW11,
          CDW12,
          CDW13,
          CDW14,
          CDW15);

  /** PSDT value for an SGL as data pointer, which fabrics require. */
  public static final int PSDT_SGL = 1;

  /** PSDT value for SGLs as data and metadata pointers. */
  private static final int PSDT_SGL_METADATA = 2;

  /** Bytes of every Identify structure. */
  public static final int IDENTIFY_BYTES = 4096;

  /** Largest number of blocks in one Read or Write. */
  public static final int BLOCKS_MAX = 0x1_0000;

  private final Bytes bytes;

  private Command(Bytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes 64 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer
   */
  public static Command read(ByteBuf in) {
    return new Command(Bytes.read("SQE", in, SIZE));
  }

  public void write(ByteBuf out) {
    bytes.write(out);
  }

  /** Returns the 64 bytes. */
  public Bytes bytes() {
    return bytes;
  }

  /** Returns a command with the SGL flag and no data; all other fields are 0. */
  private static Bytes.Builder start(int opcode) {
    return Bytes.builder(SIZE)
        .set(OPC, opcode)
        .set(PSDT, PSDT_SGL)
        .set(SGL_TYPE, Sgl.none().type());
  }

  private static Command of(Bytes.Builder built) {
    return new Command(built.build());
  }

  /** Returns a command with this opcode and namespace; all other parameters are 0. */
  public static Command raw(int opcode, int nsid) {
    return of(start(opcode).set(NSID, nsid));
  }

  /**
   * Returns a fabrics Connect, whose {@link ConnectData} is in the capsule. See {@link
   * ConnectRequest}.
   */
  public static Command connect(int qid, int sqsize, int cattr, long katoMillis) {
    return of(fabrics(Opcode.Fabrics.CONNECT)
            .set(CommandFields.QID, qid)
            .set(CommandFields.SQSIZE, sqsize)
            .set(CommandFields.CATTR, cattr)
            .set(CommandFields.KATO, katoMillis))
        .withSgl(Sgl.inCapsule(ConnectData.SIZE));
  }

  /** Returns a Property Get. */
  public static Command propertyGet(Property property) {
    return of(property(Opcode.Fabrics.PROPERTY_GET, property));
  }

  /** Returns a Property Set. */
  public static Command propertySet(Property property, long value) {
    return of(property(Opcode.Fabrics.PROPERTY_SET, property).set(CommandFields.VALUE, value));
  }

  private static Bytes.Builder property(Opcode.Fabrics type, Property property) {
    int attrib =
        property.size() == Long.BYTES ? CommandFields.ATTRIB_8_BYTES : CommandFields.ATTRIB_4_BYTES;
    return fabrics(type)
        .set(CommandFields.ATTRIB, attrib)
        .set(CommandFields.OFST, property.offset());
  }

  /** Returns a fabrics Disconnect. */
  public static Command disconnect() {
    return of(fabrics(Opcode.Fabrics.DISCONNECT));
  }

  /** Returns an Identify, which transfers 4096 bytes. See {@link IdentifyRequest}. */
  public static Command identify(int cns, int nsid, int cntid, int csi) {
    return of(start(Opcode.Admin.IDENTIFY.code())
            .set(NSID, nsid)
            .set(CommandFields.CNS, cns)
            .set(CommandFields.CNTID, cntid)
            .set(CommandFields.IDENTIFY_CSI, csi))
        .withSgl(Sgl.transport(IDENTIFY_BYTES));
  }

  public static Command keepAlive() {
    return raw(Opcode.Admin.KEEP_ALIVE.code(), 0);
  }

  public static Command asyncEventRequest() {
    return raw(Opcode.Admin.ASYNC_EVENT.code(), 0);
  }

  /**
   * Returns a Get Log Page. See {@link LogPageRequest} for the ranges.
   *
   * @throws IllegalArgumentException if numBytes is not a positive multiple of 4
   */
  public static Command getLogPage(
      int lid, int lsp, boolean retainEvent, long numBytes, long offset, int nsid) {
    if (numBytes < Integer.BYTES || numBytes % Integer.BYTES != 0) {
      throw new IllegalArgumentException("log page bytes " + numBytes);
    }
    return of(start(Opcode.Admin.GET_LOG_PAGE.code())
            .set(NSID, nsid)
            .set(CommandFields.LID, lid)
            .set(CommandFields.LSP, lsp)
            .set(CommandFields.RAE, retainEvent)
            .set(CommandFields.NUMD, numBytes / Integer.BYTES - 1)
            .set(CommandFields.LPO, offset))
        .withSgl(Sgl.transport(numBytes));
  }

  /** Returns a Set Features without data. */
  public static Command setFeatures(int fid, int cdw11) {
    return of(
        start(Opcode.Admin.SET_FEATURES.code()).set(CommandFields.FID, fid).set(CDW11, cdw11));
  }

  /** Returns a Get Features of the current value, without data. */
  public static Command getFeatures(int fid, int cdw11) {
    return of(
        start(Opcode.Admin.GET_FEATURES.code()).set(CommandFields.FID, fid).set(CDW11, cdw11));
  }

  public static Command abort(int sqid, int cid) {
    return of(
        start(Opcode.Admin.ABORT.code())
            .set(CommandFields.ABORT_SQID, sqid)
            .set(CommandFields.ABORT_CID, cid));
  }

  /** Returns a Cross-Controller Reset of another controller's instance (TP8028, opcode 38h). */
  public static Command crossControllerReset(InstanceId impacted) {
    return of(
        start(Opcode.Admin.CROSS_CONTROLLER_RESET.code())
            .set(CommandFields.ICID, impacted.cntlid())
            .set(CommandFields.CIU, impacted.ciu())
            .set(CommandFields.CIRN, impacted.cirn()));
  }

  /** Returns an NVM Read of 1 to 65536 blocks; C2HData PDUs carry its data. */
  public static Command read(int nsid, long slba, int blocks, long bytes) {
    return blocks(Opcode.Nvm.READ, nsid, slba, blocks).withSgl(Sgl.transport(bytes));
  }

  /**
   * Returns an NVM Write whose data follows after R2T; {@code withSgl(Sgl.inCapsule(...))} changes
   * that.
   */
  public static Command write(int nsid, long slba, int blocks, long bytes) {
    return blocks(Opcode.Nvm.WRITE, nsid, slba, blocks).withSgl(Sgl.transport(bytes));
  }

  private static Command blocks(Opcode.Nvm opcode, int nsid, long slba, int blocks) {
    return of(
        start(opcode.code())
            .set(NSID, nsid)
            .set(CommandFields.SLBA, slba)
            .set(CommandFields.NLB, blocks - 1));
  }

  public static Command flush(int nsid) {
    return raw(Opcode.Nvm.FLUSH.code(), nsid);
  }

  private static Bytes.Builder fabrics(Opcode.Fabrics type) {
    return start(Opcode.FABRICS).set(FCTYPE, type.code());
  }

  public int opcode() {
    return bytes.getInt(OPC);
  }

  public boolean isFabrics() {
    return opcode() == Opcode.FABRICS;
  }

  /** Reports whether it is a Connect, which exists only in the Fabrics command set. */
  public boolean isConnect() {
    return isFabrics() && fctype() == Opcode.Fabrics.CONNECT.code();
  }

  /** Returns the operation on an admin queue (qid 0) or an I/O queue; empty if it is not known. */
  public Optional<Opcode> operation(int qid) {
    return Opcode.of(opcode(), fctype(), qid);
  }

  /** Returns the operation's name, or "Unknown" as Linux prints it. */
  public String label(int qid) {
    return operation(qid).map(Opcode::label).orElse("Unknown");
  }

  /** Returns FUSE in bits 1:0 and PSDT in bits 7:6. */
  public int flags() {
    return bytes.getInt(FLAGS);
  }

  /** Reports whether the data pointer is an SGL, which fabrics require. */
  public boolean usesSgl() {
    int psdt = bytes.getInt(PSDT);
    return psdt == PSDT_SGL || psdt == PSDT_SGL_METADATA;
  }

  /**
   * Returns the command id, 0..FFFFh. It is opaque to a controller: Linux keeps a generation in the
   * high four bits.
   */
  public int cid() {
    return bytes.getInt(CID);
  }

  /** Returns the namespace id as 32 bits; FFFFFFFFh is -1. */
  public int nsid() {
    return bytes.getInt(NSID);
  }

  /** Returns the type of a fabrics command; the value has no meaning in other commands. */
  public int fctype() {
    return bytes.getInt(FCTYPE);
  }

  public int cdw10() {
    return bytes.getInt(CDW10);
  }

  public int cdw11() {
    return bytes.getInt(CDW11);
  }

  public int cdw12() {
    return bytes.getInt(CDW12);
  }

  public int cdw13() {
    return bytes.getInt(CDW13);
  }

  public int cdw14() {
    return bytes.getInt(CDW14);
  }

  public int cdw15() {
    return bytes.getInt(CDW15);
  }

  /** Returns the value of a field. */
  public long get(BitField field) {
    return bytes.get(field);
  }

  public Sgl sgl() {
    return new Sgl(bytes.getInt(SGL_TYPE), bytes.get(SGL_ADDRESS), bytes.get(SGL_LENGTH));
  }

  /** Returns the feature id of Set and Get Features. */
  public int fid() {
    return bytes.getInt(CommandFields.FID);
  }

  /** Reports whether Set Features requests that the value is saved. */
  public boolean saves() {
    return bytes.isSet(CommandFields.SV);
  }

  /** Returns the queue of the command that an Abort names. */
  public int abortSqid() {
    return bytes.getInt(CommandFields.ABORT_SQID);
  }

  /** Returns the id of the command that an Abort names. */
  public int abortCid() {
    return bytes.getInt(CommandFields.ABORT_CID);
  }

  /** Returns the instance that a Cross-Controller Reset names. */
  public InstanceId impacted() {
    return new InstanceId(
        bytes.getInt(CommandFields.ICID),
        bytes.getInt(CommandFields.CIU),
        bytes.get(CommandFields.CIRN));
  }

  public Command withCid(int cid) {
    return with(CID, cid);
  }

  public Command withSgl(Sgl sgl) {
    return of(
        bytes.toBuilder()
            .set(SGL_TYPE, sgl.type())
            .set(SGL_ADDRESS, sgl.address())
            .set(SGL_LENGTH, sgl.length()));
  }

  /**
   * Returns a copy with one field changed, for commands that have no factory and for invalid ones.
   */
  public Command with(BitField field, long value) {
    return of(bytes.toBuilder().set(field, value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Command that && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Command[opcode=%#x cid=%04x nsid=%#x cdw10=%#x cdw11=%#x cdw12=%#x %s]",
        opcode(),
        cid(),
        nsid(),
        cdw10(),
        cdw11(),
        cdw12(),
        sgl());
  }
}
