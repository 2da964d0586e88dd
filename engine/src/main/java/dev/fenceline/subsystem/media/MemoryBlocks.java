package dev.fenceline.subsystem.media;

import dev.fenceline.nvme.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Blocks in memory, whose requests complete at once. A block that was never written is all zero and
 * takes no memory.
 */
public final class MemoryBlocks implements Blocks {
  private final int blockBytes;
  private final Map<Long, byte[]> written = new HashMap<>();

  public MemoryBlocks(int blockBytes) {
    this.blockBytes = blockBytes;
  }

  @Override
  public void read(long lba, int blocks, Reading reading) {
    ByteBuf data = Unpooled.buffer(blocks * blockBytes);
    for (int i = 0; i < blocks; i++) {
      byte[] block = written.get(lba + i);
      if (block == null) {
        data.writeZero(blockBytes);
      } else {
        data.writeBytes(block);
      }
    }
    reading.done(Status.SUCCESS, data);
  }

  @Override
  public void write(long lba, ByteBuf data, boolean stable, Consumer<Status> done) {
    int at = data.readerIndex();
    for (long block = lba; at < data.writerIndex(); block++, at += blockBytes) {
      data.getBytes(at, written.computeIfAbsent(block, _ -> new byte[blockBytes]));
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
