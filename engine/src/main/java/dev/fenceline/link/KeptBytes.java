package dev.fenceline.link;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Keeps bytes, in order, until their direction is up or their connection is joined. */
final class KeptBytes {
  private final ArrayDeque<ByteBuf> chunks = new ArrayDeque<>();
  private long count;
  private boolean stalled;

  /** Adds a buffer and takes ownership of it. */
  void add(ByteBuf bytes) {
    chunks.add(bytes);
    count += bytes.readableBytes();
  }

  /** Adds a buffer, as {@link #add} does, and records that a stall is the reason. */
  void addStalled(ByteBuf bytes) {
    stalled = true;
    add(bytes);
  }

  boolean isEmpty() {
    return chunks.isEmpty();
  }

  long count() {
    return count;
  }

  /** Reports whether there are bytes and a stall is the reason. */
  boolean isStalled() {
    return stalled && count > 0;
  }

  /** Passes all buffers and their ownership to the receiver. */
  void drain(Consumer<ByteBuf> receiver) {
    count = 0;
    stalled = false;
    while (!chunks.isEmpty()) {
      receiver.accept(chunks.remove());
    }
  }

  /** Releases all buffers. */
  void forget() {
    drain(ByteBuf::release);
  }
}
