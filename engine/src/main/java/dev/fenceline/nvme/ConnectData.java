package dev.fenceline.nvme;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.UUID;

/**
 * The 1024 bytes of Connect data: the host, the subsystem and the requested controller.
 *
 * @param hostId host identifier; its bytes are in the order of the written UUID
 * @param cntlid requested controller; {@link #DYNAMIC} on an admin queue
 * @param subsystem name of the subsystem
 * @param host name of the host
 */
public record ConnectData(UUID hostId, int cntlid, Nqn subsystem, Nqn host) {
  /** Bytes on the wire. */
  public static final int SIZE = 1024;

  /** CNTLID with which a host requests a new controller. */
  public static final int DYNAMIC = 0xFFFF;

  /** Offsets in the data, which a response with status 182h reports as IPO. */
  public static final BitField CNTLID = BitField.bytes("CNTLID", 16, 2);

  public static final int SUBNQN_OFFSET = 256;
  public static final int HOSTNQN_OFFSET = 512;

  private static final String NAME = "Connect data";
  private static final int NQN_SIZE = 256;

  /**
   * Takes 1024 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer, or a name is empty or too long; the exception's
   *     offset is then the IPO of the response with status 182h
   */
  public static ConnectData read(ByteBuf in) {
    Bytes bytes = Bytes.read(NAME, in, SIZE);
    ByteBuf uuid = Unpooled.wrappedBuffer(bytes.slice(0, 16).toArray());
    return new ConnectData(
        new UUID(uuid.readLong(), uuid.readLong()),
        bytes.getInt(CNTLID),
        nqn(bytes, SUBNQN_OFFSET),
        nqn(bytes, HOSTNQN_OFFSET));
  }

  private static Nqn nqn(Bytes bytes, int offset) {
    try {
      return new Nqn(bytes.terminated(offset, NQN_SIZE));
    } catch (IllegalArgumentException _) {
      throw new MalformedException(NAME, offset, "not an NQN of 1 to " + Nqn.LENGTH_MAX + " bytes");
    }
  }

  public void write(ByteBuf out) {
    Bytes id =
        Bytes.read(
            NAME,
            Unpooled.buffer(16)
                .writeLong(hostId.getMostSignificantBits())
                .writeLong(hostId.getLeastSignificantBits()),
            16);
    Bytes.builder(SIZE)
        .set(0, id)
        .set(CNTLID, cntlid)
        .terminated(SUBNQN_OFFSET, NQN_SIZE, subsystem.value())
        .terminated(HOSTNQN_OFFSET, NQN_SIZE, host.value())
        .build()
        .write(out);
  }
}
