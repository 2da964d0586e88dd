package dev.fenceline.subsystem.media;

import dev.fenceline.nvme.Status;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/**
 * The storage for the blocks of a namespace. Requests take effect in the order in which they are
 * made. Each completes exactly once on the loop, within the call or later.
 */
public interface Blocks extends AutoCloseable {
  /** Receives the result of a read. */
  @FunctionalInterface
  interface Reading {
    /** Takes ownership of the data, which is empty if the status is not a success. */
    void done(Status status, ByteBuf data);
  }

  /**
   * Passes the blocks to {@code reading} as they are now. The receiver must not change the data.
   */
  void read(long lba, int blocks, Reading reading);

  /**
   * Writes the whole blocks in the buffer. The buffer's indices do not change. The caller must not
   * change the bytes any more, so the buffer must not be from a pool; it may be released when the
   * write completes.
   *
   * @param stable whether the blocks must survive a loss of power when the write completes
   */
  void write(long lba, ByteBuf data, boolean stable, Consumer<Status> written);

  /** Makes all earlier writes survive a loss of power. */
  void flush(Consumer<Status> flushed);

  /** Waits for all requests; their results may be lost. */
  @Override
  void close();
}
