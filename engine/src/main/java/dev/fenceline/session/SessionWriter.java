package dev.fenceline.session;

import dev.fenceline.event.Event;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends the events of a live run to its file on a separate thread. Flushes after each batch of
 * events, so a crash loses at most the last second. One thread passes the events; another one may
 * call {@link #close}.
 */
public final class SessionWriter implements Consumer<Event>, AutoCloseable {
  /** Largest number of unwritten events; beyond it {@link #accept} waits. */
  private static final int QUEUE_MAX = 1 << 16;

  private static final int BATCH_MAX = 4_096;
  private static final long IDLE_MILLIS = 100;

  /**
   * Longest wait for the disk to write a batch, or the remaining events at the end, before the
   * recording fails.
   */
  private static final long PATIENCE_SECONDS = 30;

  private final Path file;
  private final FileChannel channel;
  private final LineWriter lines;
  private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final Thread thread;
  private volatile boolean isClosing;
  private volatile @Nullable IOException failure;

  private SessionWriter(Path file, FileChannel channel, LineWriter lines) {
    this.file = file;
    this.channel = channel;
    this.lines = lines;
    thread = Thread.ofPlatform().daemon().name("session writer").unstarted(this::write);
  }

  /**
   * Starts a plain file; replaces an existing one.
   *
   * @throws IOException if the file cannot be written
   */
  public static SessionWriter open(Path file, SessionHeader header) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      LineWriter lines =
          new LineWriter(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
      lines.header(header, null);
      lines.flush();
      SessionWriter writer = new SessionWriter(file, channel, lines);
      writer.thread.start();
      return writer;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Queues an event for writing; waits while too many events are unwritten. */
  @Override
  public void accept(Event event) {
    if (isClosing || failure != null) {
      return;
    }
    try {
      if (!queue.offer(event, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        failure =
            new IOException(file + ": the disk accepts no more data; the recording ends here");
      }
    } catch (InterruptedException e) {
      failure = new IOException(file + ": the recording was interrupted", e);
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns the reason why no more events are written, such as a full disk; empty if there is no
   * failure.
   */
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  private void write() {
    List<Event> batch = new ArrayList<>(BATCH_MAX);
    try {
      while (!isClosing || !queue.isEmpty()) {
        Event first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH_MAX - 1);
        for (Event event : batch) {
          lines.event(event, null);
        }
        batch.clear();
        lines.flush();
      }
      lines.end();
      channel.force(true);
    } catch (IOException e) {
      failure = e;
    } catch (IllegalArgumentException e) {
      failure = new IOException(file + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Writes the remaining events and the last line, and closes the file.
   *
   * @throws IOException if anything could not be written
   */
  @Override
  public void close() throws IOException {
    isClosing = true;
    try {
      if (!thread.join(java.time.Duration.ofSeconds(PATIENCE_SECONDS))) {
        thread.interrupt();
        failure = new IOException(file + ": the disk accepts no more data; the end is missing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = new IOException(file + ": the recording was interrupted", e);
    }
    channel.close();
    IOException why = failure;
    if (why != null) {
      throw why;
    }
  }
}
