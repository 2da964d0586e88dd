package dev.fenceline.nvme.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The byte streams of a classic pcap file: Ethernet, IPv4, TCP, little-endian, nothing lost.
 * Strict: whatever it does not understand fails the test.
 */
public final class CapturedStreams {
  private static final int MAGIC_MICROSECONDS = 0xA1B2C3D4;
  private static final int LINK_TYPE_ETHERNET = 1;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int PROTOCOL_TCP = 6;
  private static final int FLAG_SYN = 2;

  /** One direction of a connection, in the order in which their first packets came. */
  public record Direction(int sourcePort, int destinationPort) {
    public Direction reversed() {
      return new Direction(destinationPort, sourcePort);
    }
  }

  private final Map<Direction, Stream> streams = new LinkedHashMap<>();

  private CapturedStreams() {}

  /** Payload by direction. */
  public static Map<Direction, ByteBuf> read(String resource) throws IOException {
    CapturedStreams captured = new CapturedStreams();
    try (InputStream file = CapturedStreams.class.getResourceAsStream(resource)) {
      captured.readFile(
          Unpooled.wrappedBuffer(Objects.requireNonNull(file, resource).readAllBytes()));
    }
    Map<Direction, ByteBuf> payloads = new LinkedHashMap<>();
    captured.streams.forEach((direction, stream) -> payloads.put(direction, stream.payload));
    return payloads;
  }

  private void readFile(ByteBuf file) {
    require(file.readIntLE() == MAGIC_MICROSECONDS, "little-endian microsecond pcap");
    file.skipBytes(16);
    require(file.readIntLE() == LINK_TYPE_ETHERNET, "Ethernet");
    while (file.isReadable()) {
      file.skipBytes(8);
      int captured = file.readIntLE();
      require(file.readIntLE() == captured, "whole packets");
      readPacket(file.readSlice(captured));
    }
  }

  private void readPacket(ByteBuf packet) {
    require(packet.getUnsignedShort(12) == ETHERTYPE_IPV4, "IPv4");
    int ip = 14;
    int ipHeader = (packet.getByte(ip) & 0x0F) * 4;
    require(packet.getByte(ip + 9) == PROTOCOL_TCP, "TCP");
    int end = ip + packet.getUnsignedShort(ip + 2);
    int tcp = ip + ipHeader;
    int payload = tcp + (packet.getUnsignedByte(tcp + 12) >>> 4) * 4;
    Direction direction =
        new Direction(packet.getUnsignedShort(tcp), packet.getUnsignedShort(tcp + 2));
    int sequence = packet.getInt(tcp + 4);
    if ((packet.getByte(tcp + 13) & FLAG_SYN) != 0) {
      streams.put(direction, new Stream(sequence + 1));
    } else if (end > payload) {
      Objects.requireNonNull(streams.get(direction), "SYN first")
          .add(sequence, packet.slice(payload, end - payload));
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("not " + what);
    }
  }

  private static final class Stream {
    private final ByteBuf payload = Unpooled.buffer();
    private int next;

    Stream(int next) {
      this.next = next;
    }

    /** Leaves out what was already seen: a retransmission or a keep-alive probe. */
    void add(int sequence, ByteBuf segment) {
      int seen = next - sequence;
      require(seen >= 0, "without a gap");
      if (seen < segment.readableBytes()) {
        next = sequence + segment.readableBytes();
        payload.writeBytes(segment.skipBytes(seen));
      }
    }
  }
}
