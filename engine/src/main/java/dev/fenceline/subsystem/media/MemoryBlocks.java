package dev.fenceline.subsystem.media;

import dev.fenceline.nvme.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Blocks in memory, whose requests complete at once. A block that was never written is all zero and
 * takes no memory. The bytes in the array of a block never change: each write replaces the array.
 * So a request for a single block, as most are, needs no copy to read it, nor to write it from a
 * buffer whose array is exactly the block.
 */
public final class MemoryBlocks implements Blocks {
  private final int blockBytes;
  private final byte[] blank;
  private final Map<Long, byte[]> written = new HashMap<>();

  public MemoryBlocks(int blockBytes) {
    this.blockBytes = blockBytes;
    blank = new byte[blockBytes];
  }

  @Override
  public void read(long lba, int blocks, Reading reading) {
    reading.done(
        Status.SUCCESS, blocks == 1 ? Unpooled.wrappedBuffer(block(lba)) : copy(lba, blocks));
  }

  private byte[] block(long lba) {
    return written.getOrDefault(lba, blank);
  }

  private ByteBuf copy(long lba, int blocks) {
    ByteBuf data = Unpooled.buffer(blocks * blockBytes);
    for (int i = 0; i < blocks; i++) {
      data.writeBytes(block(lba + i));
    }
    return data;
  }

  @Override
  public void write(long lba, ByteBuf data, boolean stable, Consumer<Status> done) {
    if (data.hasArray()
        && data.array().length == blockBytes
        && data.readableBytes() == blockBytes) {
      written.put(lba, data.array());
    } else {
      int at = data.readerIndex();
      for (long block = lba; at < data.writerIndex(); block++, at += blockBytes) {
        byte[] bytes = new byte[blockBytes];
        data.getBytes(at, bytes);
        written.put(block, bytes);
      }
    }
    done.accept(Status.SUCCESS);
  }

  @Override
  public void flush(Consumer<Status> flushed) {
    flushed.accept(Status.SUCCESS);
  }

  @Override
  public void close() {}
}
