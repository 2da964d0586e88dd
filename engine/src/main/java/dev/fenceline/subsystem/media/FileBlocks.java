package dev.fenceline.subsystem.media;

import dev.fenceline.clock.Worker;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.Recorder;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Blocks in a {@link DataFile}, which a worker thread accesses in the order of the requests. The
 * first of consecutive failures is recorded on the subsystem's lane.
 */
public final class FileBlocks implements Blocks {
  /** An operation that changes the file. */
  private interface Change {
    void make() throws IOException;
  }

  private final DataFile file;
  private final int blockBytes;
  private final Worker worker;
  private final Recorder recorder;
  private boolean failing;

  public FileBlocks(DataFile file, int blockBytes, Worker worker, Recorder recorder) {
    this.file = file;
    this.blockBytes = blockBytes;
    this.worker = worker;
    this.recorder = recorder;
  }

  @Override
  public void read(long lba, int blocks, Reading reading) {
    worker.give(
        () -> file.read(lba * blockBytes, blocks * blockBytes),
        bytes -> {
          failing = false;
          reading.done(Status.SUCCESS, Unpooled.wrappedBuffer(bytes));
        },
        e -> reading.done(failed(e, StatusCode.READ_ERROR), Unpooled.EMPTY_BUFFER));
  }

  @Override
  public void write(long lba, ByteBuf data, boolean stable, Consumer<Status> written) {
    ByteBuffer bytes = data.nioBuffer();
    give(
        () -> {
          file.write(lba * blockBytes, bytes);
          if (stable) {
            file.flush();
          }
        },
        written);
  }

  @Override
  public void flush(Consumer<Status> flushed) {
    give(file::flush, flushed);
  }

  private void give(Change change, Consumer<Status> done) {
    worker.give(
        () -> {
          change.make();
          return Status.SUCCESS;
        },
        success -> {
          failing = false;
          done.accept(success);
        },
        e -> done.accept(failed(e, StatusCode.WRITE_FAULT)));
  }

  private Status failed(IOException e, StatusCode status) {
    if (!failing) {
      recorder.record(Lane.SUBSYSTEM, Cause.NONE, new Note("Data file " + e.getMessage()));
    }
    failing = true;
    boolean full = e instanceof DataFile.FullException;
    return Status.doNotRetry(full ? StatusCode.CAPACITY_EXCEEDED : status);
  }

  @Override
  public void close() {
    worker.close();
  }
}
