package dev.fenceline.nvme.identify;

import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Namespace Identification Descriptor list, Identify CNS 03h, 4096 bytes. All paths must report the
 * same identifiers for one namespace.
 */
public record NamespaceDescriptors(List<Descriptor> descriptors) {
  /** Bytes on the wire. */
  public static final int SIZE = IdentifyRequest.DATA_SIZE;

  public static final int TYPE_EUI64 = 1;
  public static final int TYPE_NGUID = 2;
  public static final int TYPE_UUID = 3;
  public static final int TYPE_CSI = 4;

  private static final String NAME = "Namespace Identification Descriptor";
  private static final int HEADER = 4;

  public NamespaceDescriptors {
    descriptors = List.copyOf(descriptors);
    int total = 0;
    for (Descriptor descriptor : descriptors) {
      total += HEADER + descriptor.value().length();
    }
    if (total > SIZE) {
      throw new IllegalArgumentException(total + " bytes of descriptors");
    }
  }

  /**
   * One identifier.
   *
   * @param type NIDT, 1..FFh
   * @param value 1..255 bytes; a known type has a fixed length
   */
  public record Descriptor(int type, Bytes value) {
    public Descriptor {
      if (type < 1 || type > 0xFF || !fits(type, value.length())) {
        throw new IllegalArgumentException("descriptor %d: %s".formatted(type, value));
      }
    }
  }

  private static boolean fits(int type, int length) {
    return switch (type) {
      case TYPE_EUI64 -> length == 8;
      case TYPE_NGUID, TYPE_UUID -> length == 16;
      case TYPE_CSI -> length == 1;
      default -> length >= 1 && length <= 0xFF;
    };
  }

  public static Descriptor nguid(Bytes nguid) {
    return new Descriptor(TYPE_NGUID, nguid);
  }

  public static Descriptor uuid(UUID uuid) {
    ByteBuf bytes = Unpooled.buffer(16);
    bytes.writeLong(uuid.getMostSignificantBits()).writeLong(uuid.getLeastSignificantBits());
    return new Descriptor(TYPE_UUID, Bytes.read(NAME, bytes, 16));
  }

  /** Returns the descriptor of an I/O command set; 0 is NVM. */
  public static Descriptor csi(int csi) {
    return new Descriptor(TYPE_CSI, Bytes.of((byte) csi));
  }

  /** Returns the identifier of this type; empty if there is none. */
  public Optional<Bytes> find(int type) {
    return descriptors.stream().filter(d -> d.type() == type).map(Descriptor::value).findFirst();
  }

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer, or a descriptor has a wrong length or extends
   *     beyond the end
   */
  public static NamespaceDescriptors read(ByteBuf in) {
    Bytes bytes = Bytes.read(NAME, in, SIZE);
    ByteBuf rest = Unpooled.wrappedBuffer(bytes.toArray());
    List<Descriptor> descriptors = new ArrayList<>();
    while (rest.readableBytes() >= HEADER) {
      int at = rest.readerIndex();
      int type = rest.readUnsignedByte();
      if (type == 0) {
        break;
      }
      int length = rest.readUnsignedByte();
      rest.skipBytes(HEADER - 2);
      if (!fits(type, length) || length > rest.readableBytes()) {
        throw new MalformedException(NAME, at + 1, "length %d of type %d".formatted(length, type));
      }
      descriptors.add(new Descriptor(type, Bytes.read(NAME, rest, length)));
    }
    return new NamespaceDescriptors(descriptors);
  }

  public void write(ByteBuf out) {
    int end = out.writerIndex() + SIZE;
    for (Descriptor descriptor : descriptors) {
      out.writeByte(descriptor.type());
      out.writeByte(descriptor.value().length());
      out.writeZero(HEADER - 2);
      descriptor.value().write(out);
    }
    out.writeZero(end - out.writerIndex());
  }
}
