package dev.fenceline.nvme.identify;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.KeepAliveTimeout;
import dev.fenceline.nvme.MalformedException;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.log.AsyncEvent;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Identify Controller, CNS 01h: 4096 bytes, immutable. Bytes without a field here are kept
 * unchanged. Source: Base specification, figure of the Identify Controller data structure; TP8028
 * for CIU, CIRN and CCRL; TP4129 for CQT.
 */
public final class IdentifyController {
  /** Bytes on the wire. */
  public static final int SIZE = IdentifyRequest.DATA_SIZE;

  public static final BitField VID = BitField.bytes("VID", 0, 2);
  public static final BitField SSVID = BitField.bytes("SSVID", 2, 2);
  public static final BitField RAB = BitField.bytes("RAB", 72, 1);
  public static final BitField IEEE = BitField.bytes("IEEE", 73, 3);

  /** Bit 0: several ports, bit 1: several controllers, bit 3: ANA. */
  public static final BitField CMIC = BitField.bytes("CMIC", 76, 1);

  /** Largest transfer as a power of two in units of 4 KiB; 0 means no limit. */
  public static final BitField MDTS = BitField.bytes("MDTS", 77, 1);

  public static final BitField CNTLID = BitField.bytes("CNTLID", 78, 2);
  public static final BitField VER = BitField.bytes("VER", 80, 4);

  /** Microseconds. */
  public static final BitField RTD3R = BitField.bytes("RTD3R", 84, 4);

  /** Shutdown wait, microseconds. */
  public static final BitField RTD3E = BitField.bytes("RTD3E", 88, 4);

  /** Optional asynchronous events, one bit each: see {@link AsyncEvent}. */
  public static final BitField OAES = BitField.bytes("OAES", 92, 4);

  public static final BitField CTRATT = BitField.bytes("CTRATT", 96, 4);

  /** CTRATT bit 0. */
  public static final BitField HOST_ID_128 = BitField.bit("CTRATT.HIDS", 96, 0);

  /** CTRATT bit 6: any command counts as keep alive. */
  public static final BitField TBKAS = BitField.bit("CTRATT.TBKAS", 96, 6);

  /** 1 I/O, 2 discovery, 3 administrative. */
  public static final BitField CNTRLTYPE = BitField.bytes("CNTRLTYPE", 111, 1);

  /** Command retry delays, 100 ms units. */
  public static final BitField CRDT1 = BitField.bytes("CRDT1", 128, 2);

  public static final BitField CRDT2 = BitField.bytes("CRDT2", 130, 2);
  public static final BitField CRDT3 = BitField.bytes("CRDT3", 132, 2);
  public static final BitField CIU = BitField.bytes("CIU", 135, 1);
  public static final BitField CIRN = BitField.bytes("CIRN", 136, 8);
  public static final BitField OACS = BitField.bytes("OACS", 256, 2);

  /** Largest number of outstanding Aborts, 0-based. */
  public static final BitField ACL = BitField.bytes("ACL", 258, 1);

  /** Largest number of outstanding Asynchronous Event Requests, 0-based. */
  public static final BitField AERL = BitField.bytes("AERL", 259, 1);

  public static final BitField FRMW = BitField.bytes("FRMW", 260, 1);

  /** Bit 0: SMART log for each namespace, bit 1: effects log, bit 2: extended Get Log Page. */
  public static final BitField LPA = BitField.bytes("LPA", 261, 1);

  public static final BitField ELPE = BitField.bytes("ELPE", 262, 1);
  public static final BitField NPSS = BitField.bytes("NPSS", 263, 1);

  /** Granularity of KATO, 100 ms units. */
  public static final BitField KAS = BitField.bytes("KAS", 320, 2);

  /** ANA transition time, seconds. */
  public static final BitField ANATT = BitField.bytes("ANATT", 342, 1);

  public static final BitField ANACAP = BitField.bytes("ANACAP", 343, 1);
  public static final BitField ANAGRPMAX = BitField.bytes("ANAGRPMAX", 344, 4);
  public static final BitField NANAGRPID = BitField.bytes("NANAGRPID", 348, 4);

  /** Command Quiesce Time, ms; 0 means not reported. */
  public static final BitField CQT = BitField.bytes("CQT", 386, 2);

  public static final BitField SQES = BitField.bytes("SQES", 512, 1);
  public static final BitField CQES = BitField.bytes("CQES", 513, 1);
  public static final BitField MAXCMD = BitField.bytes("MAXCMD", 514, 2);
  public static final BitField NN = BitField.bytes("NN", 516, 4);
  public static final BitField ONCS = BitField.bytes("ONCS", 520, 2);

  /** Bit 0: a volatile write cache is present. */
  public static final BitField VWC = BitField.bytes("VWC", 525, 1);

  public static final BitField SGLS = BitField.bytes("SGLS", 536, 4);

  /** Largest number of namespaces; with ANA, Linux refuses 0 and anything above NN. */
  public static final BitField MNAN = BitField.bytes("MNAN", 540, 4);

  /** I/O capsule size in 16-byte units, the command included. */
  public static final BitField IOCCSZ = BitField.bytes("IOCCSZ", 1792, 4);

  public static final BitField IORCSZ = BitField.bytes("IORCSZ", 1796, 4);
  public static final BitField ICDOFF = BitField.bytes("ICDOFF", 1800, 2);
  public static final BitField FCATT = BitField.bytes("FCATT", 1802, 1);
  public static final BitField MSDBD = BitField.bytes("MSDBD", 1803, 1);
  public static final BitField OFCS = BitField.bytes("OFCS", 1804, 2);
  public static final BitField DCTYPE = BitField.bytes("DCTYPE", 1806, 1);

  /** Largest number of simultaneous Cross-Controller Resets; 0 means CCR is not supported. */
  public static final BitField CCRL = BitField.bytes("CCRL", 1807, 1);

  /** The fields in wire order. */
  public static final List<BitField> FIELDS =
      List.of(
          VID,
          SSVID,
          RAB,
          IEEE,
          CMIC,
          MDTS,
          CNTLID,
          VER,
          RTD3R,
          RTD3E,
          OAES,
          CTRATT,
          HOST_ID_128,
          TBKAS,
          CNTRLTYPE,
          CRDT1,
          CRDT2,
          CRDT3,
          CIU,
          CIRN,
          OACS,
          ACL,
          AERL,
          FRMW,
          LPA,
          ELPE,
          NPSS,
          KAS,
          ANATT,
          ANACAP,
          ANAGRPMAX,
          NANAGRPID,
          CQT,
          SQES,
          CQES,
          MAXCMD,
          NN,
          ONCS,
          VWC,
          SGLS,
          MNAN,
          IOCCSZ,
          IORCSZ,
          ICDOFF,
          FCATT,
          MSDBD,
          OFCS,
          DCTYPE,
          CCRL);

  public static final int TYPE_IO = 1;
  public static final int TYPE_DISCOVERY = 2;
  public static final int TYPE_ADMINISTRATIVE = 3;

  /** One unit of KAS and of the CRDT fields, in ms. */
  public static final int TENTH_SECOND_MILLIS = 100;

  private static final int CAPSULE_UNIT = 16;
  private static final int PAGE_BYTES = 4096;

  /** A larger MDTS would overflow a long. No command is that large. */
  private static final int MDTS_MAX = 50;

  private static final int SERIAL_OFFSET = 4;
  private static final int SERIAL_SIZE = 20;
  private static final int MODEL_OFFSET = 24;
  private static final int MODEL_SIZE = 40;
  private static final int FIRMWARE_OFFSET = 64;
  private static final int FIRMWARE_SIZE = 8;
  private static final int SUBNQN_OFFSET = 768;
  private static final int SUBNQN_SIZE = 256;

  private final Bytes bytes;

  private IdentifyController(Bytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer
   */
  public static IdentifyController read(ByteBuf in) {
    return new IdentifyController(Bytes.read("Identify Controller", in, SIZE));
  }

  public void write(ByteBuf out) {
    bytes.write(out);
  }

  /** Returns a builder with everything 0 and empty texts. */
  public static Builder builder() {
    return new Builder(Bytes.zero(SIZE)).serial("").model("").firmware("");
  }

  /** Returns a builder that starts with these values. */
  public Builder toBuilder() {
    return new Builder(bytes);
  }

  /** Returns the number in a field. */
  public long get(BitField field) {
    return bytes.get(field);
  }

  public String serial() {
    return bytes.padded(SERIAL_OFFSET, SERIAL_SIZE);
  }

  public String model() {
    return bytes.padded(MODEL_OFFSET, MODEL_SIZE);
  }

  /** Returns the name of the subsystem; empty if the controller does not report it. */
  public String subsystem() {
    return bytes.terminated(SUBNQN_OFFSET, SUBNQN_SIZE);
  }

  public int cntlid() {
    return bytes.getInt(CNTLID);
  }

  /** Returns CNTLID, CIU and CIRN, which identify the instance of the controller. */
  public InstanceId instance() {
    return new InstanceId(cntlid(), bytes.getInt(CIU), bytes.get(CIRN));
  }

  /** Returns the Command Quiesce Time in ms; 0 if not reported. */
  public int cqtMillis() {
    return bytes.getInt(CQT);
  }

  /** Returns the largest number of simultaneous Cross-Controller Resets; 0 if not supported. */
  public int ccrl() {
    return bytes.getInt(CCRL);
  }

  /** Returns the granularity of KATO in ms; 0 if keep alive is not supported. */
  public int katoGranularityMillis() {
    return bytes.getInt(KAS) * TENTH_SECOND_MILLIS;
  }

  /** Reports whether any command counts as keep alive. */
  public boolean trafficBasedKeepAlive() {
    return bytes.isSet(TBKAS);
  }

  /** Returns the keep-alive timeout that the controller applies when its host requests this one. */
  public KeepAliveTimeout applied(long askedKatoMillis) {
    return KeepAliveTimeout.applied(
        askedKatoMillis, katoGranularityMillis(), trafficBasedKeepAlive());
  }

  /** Returns the number of data bytes that fit into an I/O command capsule; 0 if none. */
  public long inCapsuleBytes() {
    return Math.max(0, bytes.get(IOCCSZ) * CAPSULE_UNIT - Command.SIZE);
  }

  /**
   * Returns the largest number of data bytes in one command; Long.MAX_VALUE if there is no limit.
   */
  public long maxTransferBytes() {
    int mdts = bytes.getInt(MDTS);
    return mdts == 0 || mdts > MDTS_MAX ? Long.MAX_VALUE : (long) PAGE_BYTES << mdts;
  }

  /** Returns the largest number of outstanding Asynchronous Event Requests, 1..256. */
  public int asyncEventLimit() {
    return bytes.getInt(AERL) + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdentifyController that && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return "IdentifyController[" + instance() + " " + subsystem() + "]";
  }

  /**
   * Sets fields by name. A number too wide for its field causes an {@link
   * IllegalArgumentException}.
   */
  public static final class Builder {
    private final Bytes.Builder bytes;

    private Builder(Bytes start) {
      bytes = start.toBuilder();
    }

    public Builder set(BitField field, long value) {
      bytes.set(field, value);
      return this;
    }

    public Builder set(BitField flag, boolean on) {
      bytes.set(flag, on);
      return this;
    }

    public Builder instance(InstanceId instance) {
      return set(CNTLID, instance.cntlid()).set(CIU, instance.ciu()).set(CIRN, instance.cirn());
    }

    /** Sets the number of data bytes that fit into an I/O command capsule, a multiple of 16. */
    public Builder inCapsuleBytes(int size) {
      return set(IOCCSZ, (Command.SIZE + size) / CAPSULE_UNIT);
    }

    public Builder serial(String serial) {
      bytes.padded(SERIAL_OFFSET, SERIAL_SIZE, serial);
      return this;
    }

    public Builder model(String model) {
      bytes.padded(MODEL_OFFSET, MODEL_SIZE, model);
      return this;
    }

    public Builder firmware(String firmware) {
      bytes.padded(FIRMWARE_OFFSET, FIRMWARE_SIZE, firmware);
      return this;
    }

    public Builder subsystem(Nqn subsystem) {
      bytes.terminated(SUBNQN_OFFSET, SUBNQN_SIZE, subsystem.value());
      return this;
    }

    public IdentifyController build() {
      return new IdentifyController(bytes.build());
    }
  }
}
