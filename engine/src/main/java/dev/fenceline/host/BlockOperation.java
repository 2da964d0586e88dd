package dev.fenceline.host;

import dev.fenceline.event.IoKind;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One logical operation of the application, over all of its copies.
 *
 * @param number from 1, unique within the run; events name it
 * @param kind what to do
 * @param lba first block; 0 for a flush
 * @param blocks number of blocks, 1 to 65536; 0 for a flush
 * @param data what a write writes, exactly its blocks; handed over to the device, which releases it
 *     when the operation has ended; null for other kinds
 * @param ending told of the end, once
 */
public record BlockOperation(
    long number, IoKind kind, long lba, int blocks, @Nullable ByteBuf data, Ending ending) {

  /** Is told how an operation ended. */
  @FunctionalInterface
  public interface Ending {
    /**
     * The operation has ended.
     *
     * @param status completion status field shifted right by one, 0 for success
     * @param data what a successful read returned, valid during this call only; else null
     */
    void ended(int status, @Nullable ByteBuf data);
  }
}
