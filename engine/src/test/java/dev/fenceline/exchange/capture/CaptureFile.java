package dev.fenceline.exchange.capture;

import dev.fenceline.exchange.capture.Frames.Frame;
import dev.fenceline.session.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A capture that is written byte by byte, in any of the forms that programs write. */
public final class CaptureFile {
  private static final int MICROS = 0xA1B2C3D4;
  private static final int NANOS = 0xA1B23C4D;
  private static final int KEPT_MAX = 262_144;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;

  private CaptureFile(ByteOrder order) {
    this.order = order;
  }

  private ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(order);
  }

  private void write(ByteBuffer filled) {
    byte[] bytes = new byte[filled.capacity()];
    filled.get(0, bytes);
    out.writeBytes(bytes);
  }

  /** One that somebody else wrote. */
  static CaptureFile of(byte[] bytes) {
    CaptureFile file = new CaptureFile(ByteOrder.BIG_ENDIAN);
    file.out.writeBytes(bytes);
    return file;
  }

  /** A classic pcap. */
  public static CaptureFile pcap(
      ByteOrder order, boolean isNanos, int linkType, List<Frame> frames) {
    CaptureFile file = new CaptureFile(order);
    ByteBuffer header = file.buffer(24).putInt(isNanos ? NANOS : MICROS);
    header.putShort((short) 2).putShort((short) 4).putLong(0).putInt(KEPT_MAX).putInt(linkType);
    file.write(header);
    for (Frame frame : frames) {
      long fraction = frame.nanos() % NANOS_PER_SECOND;
      ByteBuffer record = file.buffer(16 + frame.bytes().length);
      record.putInt((int) (frame.nanos() / NANOS_PER_SECOND));
      record.putInt((int) (isNanos ? fraction : fraction / 1_000));
      record.putInt(frame.bytes().length).putInt(frame.length()).put(frame.bytes());
      file.write(record);
    }
    return file;
  }

  /** A pcapng with a section and nothing else. */
  static CaptureFile pcapng(ByteOrder order) {
    CaptureFile file = new CaptureFile(order);
    ByteBuffer body = file.buffer(16).putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0);
    return file.block(0x0A0D0D0A, body.putLong(-1));
  }

  /** The sections of another follow. */
  CaptureFile then(CaptureFile other) {
    out.writeBytes(other.out.toByteArray());
    return this;
  }

  /** An interface that says no resolution. */
  CaptureFile describe(int linkType, int keptMax) {
    return block(1, buffer(8).putShort((short) linkType).putShort((short) 0).putInt(keptMax));
  }

  /** An interface whose times have this resolution and this offset. */
  CaptureFile describe(int linkType, int resolution, long offsetSeconds) {
    ByteBuffer body = buffer(36).putShort((short) linkType).putShort((short) 0).putInt(0);
    body.putShort((short) 2).putShort((short) 2).put(new byte[] {'l', 'o', 0, 0});
    body.putShort((short) 9).putShort((short) 1).putInt(0).put(20, (byte) resolution);
    return block(1, body.putShort((short) 14).putShort((short) 8).putLong(offsetSeconds));
  }

  /** An enhanced packet. */
  CaptureFile enhanced(int number, long time, Frame frame) {
    return block(6, timed(buffer(20 + padded(frame)).putInt(number), time, frame));
  }

  /** A packet of the obsolete kind. */
  CaptureFile obsolete(int number, long time, Frame frame) {
    ByteBuffer body = buffer(20 + padded(frame)).putShort((short) number).putShort((short) 0);
    return block(2, timed(body, time, frame));
  }

  private static ByteBuffer timed(ByteBuffer body, long time, Frame frame) {
    body.putInt((int) (time >>> 32)).putInt((int) time);
    return body.putInt(frame.bytes().length).putInt(frame.length()).put(frame.bytes());
  }

  /** A simple packet: it says no time and no length but that on the wire. */
  CaptureFile simple(Frame frame) {
    return block(3, buffer(4 + padded(frame)).putInt(frame.length()).put(frame.bytes()));
  }

  /** A block of a kind that nobody knows. */
  CaptureFile unknown() {
    return block(0x0BAD, buffer(8).putLong(42));
  }

  private static int padded(Frame frame) {
    return (frame.bytes().length + 3) / 4 * 4;
  }

  private CaptureFile block(int type, ByteBuffer body) {
    int length = 12 + body.capacity();
    ByteBuffer block = buffer(length).putInt(type).putInt(length).put(body.rewind()).putInt(length);
    write(block);
    return this;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  public Session read() throws IOException {
    return CaptureReader.read(new ByteArrayInputStream(out.toByteArray()), "test");
  }
}
