package dev.fenceline.target;

import dev.fenceline.nvme.Status;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/**
 * Where the blocks of a namespace are. Requests take effect in the order in which they are made,
 * and each is answered once on the loop, at once or later.
 */
interface Blocks extends AutoCloseable {
  /** What came of a read. */
  @FunctionalInterface
  interface Reading {
    /** Takes over the data, which is empty if the status is no success. */
    void done(Status status, ByteBuf data);
  }

  /** Hands over a copy of the blocks. */
  void read(long lba, int blocks, Reading reading);

  /**
   * Takes the whole blocks in the buffer, whose indices do not move and which must stay as it is
   * until the answer.
   *
   * @param stable whether they must survive a loss of power when it is answered
   */
  void write(long lba, ByteBuf data, boolean stable, Consumer<Status> written);

  /** Has everything that was written before survive a loss of power. */
  void flush(Consumer<Status> flushed);

  /** Waits for what was asked for; the answers may then never come. */
  @Override
  void close();
}
