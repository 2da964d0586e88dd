package dev.fenceline.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the lines of events, in blocks, on as many threads as there are processors, and delivers
 * the blocks in order. A file of less than one block needs no thread. One instance reads one file,
 * on one thread.
 */
final class EventDecoder implements AutoCloseable {
  private static final int BLOCK_BYTES = 1 << 17;
  private static final int THREADS_MAX = 8;

  /**
   * The contents of consecutive lines.
   *
   * @param firstLine the number of the first line
   * @param error what is wrong with the line after these; null if the block ends here
   */
  record Decoded(
      long firstLine, List<EventLine.Content> contents, @Nullable JsonProcessingException error) {}

  /** Takes the blocks in order, on the thread that adds lines. */
  interface Taker {
    /** Takes the next block. */
    void take(Decoded block) throws IOException;
  }

  /** Consecutive lines without their newlines. */
  private static final class Block {
    private byte[] bytes = new byte[BLOCK_BYTES];
    private int[] ends = new int[BLOCK_BYTES >> 6];
    private long firstLine;
    private int lines;
    private int filled;

    /** Begins anew with this line, of this length. */
    void begin(long line, int length) {
      firstLine = line;
      lines = 0;
      filled = 0;
      if (length > bytes.length) {
        bytes = new byte[length];
      }
    }

    boolean hasRoom(int length) {
      return filled + length <= bytes.length;
    }

    void add(byte[] line, int start, int length) {
      System.arraycopy(line, start, bytes, filled, length);
      filled += length;
      if (lines == ends.length) {
        ends = Arrays.copyOf(ends, lines * 2);
      }
      ends[lines++] = filled;
    }

    Decoded decode(EventLine eventLine) throws IOException {
      List<EventLine.Content> contents = new ArrayList<>(lines);
      int start = 0;
      for (int i = 0; i < lines; i++) {
        try {
          contents.add(eventLine.read(bytes, start, ends[i] - start));
        } catch (JsonProcessingException e) {
          return new Decoded(firstLine, contents, e);
        }
        start = ends[i];
      }
      return new Decoded(firstLine, contents, null);
    }
  }

  private final Taker taker;
  private final int threads =
      Math.clamp(Runtime.getRuntime().availableProcessors(), 1, THREADS_MAX);
  private final FileLanes lanes = new FileLanes();
  private final Queue<EventLine> idle = new ConcurrentLinkedQueue<>();
  private final Queue<Block> decoded = new ConcurrentLinkedQueue<>();
  private final Deque<Future<Decoded>> pending = new ArrayDeque<>();
  private @Nullable Block block;
  private @Nullable ExecutorService workers;

  EventDecoder(Taker taker) {
    this.taker = taker;
  }

  /**
   * Adds a line, and may deliver earlier ones.
   *
   * @param number the number of the line, one more than that of the line before unless {@link
   *     #finish} was called in between
   */
  void add(byte[] bytes, int start, int length, long number) throws IOException {
    Block open = block;
    if (open != null && !open.hasRoom(length)) {
      submit(open);
      open = null;
    }
    if (open == null) {
      open = Objects.requireNonNullElseGet(decoded.poll(), Block::new);
      open.begin(number, length);
      block = open;
    }
    open.add(bytes, start, length);
  }

  /** Delivers all lines that were added. */
  void finish() throws IOException {
    while (!pending.isEmpty()) {
      takeFirst();
    }
    Block last = block;
    block = null;
    if (last != null) {
      taker.take(decode(last));
    }
  }

  private void submit(Block full) throws IOException {
    if (workers == null) {
      workers =
          Executors.newFixedThreadPool(
              threads, Thread.ofPlatform().daemon().name("session-", 1).factory());
    }
    if (pending.size() > threads) {
      takeFirst();
    }
    pending.add(Objects.requireNonNull(workers).submit(() -> decode(full)));
  }

  private Decoded decode(Block full) throws IOException {
    EventLine eventLine = Objects.requireNonNullElseGet(idle.poll(), () -> new EventLine(lanes));
    Decoded contents = full.decode(eventLine);
    idle.add(eventLine);
    decoded.add(full);
    return contents;
  }

  private void takeFirst() throws IOException {
    try {
      taker.take(pending.removeFirst().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a session was read");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException broken -> throw broken;
        case Error broken -> throw broken;
        case RuntimeException broken -> throw broken;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    if (workers != null) {
      workers.shutdownNow();
    }
  }
}
