package dev.fenceline.host.multipath;

import dev.fenceline.event.value.IoKind;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One logical operation of the application, over all of its copies.
 *
 * @param number from 1, unique within the run; events name it
 * @param kind what to do
 * @param lba first block; 0 for a flush
 * @param blocks number of blocks, 1 to 65536; 0 for a flush
 * @param data the data of a write, exactly its blocks, or null for other kinds. The device takes
 *     ownership and releases it when the operation has ended
 * @param ending notified of the end, once
 */
public record BlockOperation(
    long number, IoKind kind, long lba, int blocks, @Nullable ByteBuf data, Ending ending) {

  /** A listener for the end of an operation. */
  @FunctionalInterface
  public interface Ending {
    /**
     * Called when the operation has ended.
     *
     * @param status completion status field shifted right by one, 0 for success
     * @param data the data of a successful read, valid during this call only, or null
     */
    void ended(int status, @Nullable ByteBuf data);
  }
}
