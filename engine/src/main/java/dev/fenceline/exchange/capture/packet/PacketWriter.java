package dev.fenceline.exchange.capture.packet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes packets to a file of either format, with times in nanoseconds. */
public final class PacketWriter {
  private static final int LINK_TYPE = LinkLayer.ETHERNET;
  private static final int KEPT_MAX = 1 << 18;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private static final int OPTION_COMMENT = 1;
  private static final int OPTION_NAME = 2;
  private static final int OPTION_PROGRAM = 4;
  private static final int OPTION_TIME_RESOLUTION = 9;
  private static final byte NANOSECONDS = 9;

  private final OutputStream out;
  private final CaptureForm form;
  private int interfaces;

  /**
   * Writes the beginning of the file.
   *
   * @param comment a comment, which is written to pcapng only
   */
  public PacketWriter(OutputStream out, CaptureForm form, String program, String comment)
      throws IOException {
    this.out = out;
    this.form = form;
    switch (form) {
      case PCAP -> beginPcap();
      case PCAPNG -> beginSection(program, comment);
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void beginPcap() throws IOException {
    out.write(
        buffer(PcapSource.HEADER_BYTES)
            .putInt(PcapSource.MAGIC_NANOS)
            .putShort((short) 2)
            .putShort((short) 4)
            .putInt(0)
            .putInt(0)
            .putInt(KEPT_MAX)
            .putInt(LINK_TYPE)
            .array());
  }

  private void beginSection(String program, String comment) throws IOException {
    ByteBuffer body = buffer(1 << 12);
    body.putInt(PcapngSource.BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
    option(body, OPTION_COMMENT, comment);
    option(body, OPTION_PROGRAM, program);
    body.putInt(0);
    block(PcapngSource.SECTION_HEADER, body.flip());
  }

  private static void option(ByteBuffer body, int code, String text) {
    option(body, code, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void option(ByteBuffer body, int code, byte[] value) {
    if (value.length > 0) {
      body.putShort((short) code).putShort((short) value.length).put(value);
      pad(body, value.length);
    }
  }

  private static void pad(ByteBuffer body, int length) {
    body.position(body.position() + (-length & 3));
  }

  private void block(int type, ByteBuffer body) throws IOException {
    int length = body.remaining() + 12;
    out.write(buffer(8).putInt(type).putInt(length).array());
    out.write(body.array(), body.arrayOffset(), body.remaining());
    out.write(buffer(4).putInt(length).array());
  }

  /** Adds an interface and returns its number. */
  public int add(String name) throws IOException {
    if (form == CaptureForm.PCAPNG) {
      ByteBuffer body = buffer(1 << 10);
      body.putShort((short) LINK_TYPE).putShort((short) 0).putInt(KEPT_MAX);
      option(body, OPTION_NAME, name);
      option(body, OPTION_TIME_RESOLUTION, new byte[] {NANOSECONDS});
      body.putInt(0);
      block(PcapngSource.INTERFACE, body.flip());
    }
    return interfaces++;
  }

  /**
   * Writes a packet.
   *
   * @param nanos since 1970
   */
  public void write(long nanos, int network, byte[] packet) throws IOException {
    switch (form) {
      case PCAP -> {
        out.write(
            buffer(16)
                .putInt((int) (nanos / NANOS_PER_SECOND))
                .putInt((int) (nanos % NANOS_PER_SECOND))
                .putInt(packet.length)
                .putInt(packet.length)
                .array());
        out.write(packet);
      }
      case PCAPNG -> {
        ByteBuffer body = buffer(packet.length + 24);
        body.putInt(network).putInt((int) (nanos >>> 32)).putInt((int) nanos);
        body.putInt(packet.length).putInt(packet.length).put(packet);
        pad(body, packet.length);
        block(PcapngSource.ENHANCED_PACKET, body.flip());
      }
    }
  }
}
