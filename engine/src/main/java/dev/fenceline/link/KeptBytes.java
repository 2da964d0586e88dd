package dev.fenceline.link;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Bytes that wait for their way to be up or for their connection to be joined, in order. */
final class KeptBytes {
  private final ArrayDeque<ByteBuf> chunks = new ArrayDeque<>();
  private long count;
  private boolean stalled;

  /** Takes the buffer over. */
  void add(ByteBuf bytes) {
    chunks.add(bytes);
    count += bytes.readableBytes();
  }

  /** As {@link #add}, because of a stall. */
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

  /** Whether a stall is why there is anything. */
  boolean isStalled() {
    return stalled && count > 0;
  }

  /** Hands all of it on, with its ownership. */
  void drain(Consumer<ByteBuf> receiver) {
    count = 0;
    stalled = false;
    while (!chunks.isEmpty()) {
      receiver.accept(chunks.remove());
    }
  }

  /** Releases all of it. */
  void forget() {
    drain(ByteBuf::release);
  }
}
