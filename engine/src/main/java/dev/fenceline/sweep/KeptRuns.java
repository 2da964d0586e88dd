package dev.fenceline.sweep;

import dev.fenceline.scenario.setting.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file that keeps each run of a shard as soon as it has ended, so that a sweep that was killed
 * continues where it stopped. It has one JSON object on each line: the plan on the first line, one
 * run on each of the others. A last line that a kill cut off is dropped. {@link SweepReader} reads
 * it, too.
 *
 * <p>Only one sweep at a time may have it open.
 */
public final class KeptRuns implements Sweep.Keeper, AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final List<Outcome> earlier;

  private KeptRuns(Path file, FileChannel channel, List<Outcome> earlier) {
    this.file = file;
    this.channel = channel;
    this.earlier = earlier;
  }

  /**
   * Opens the file of a shard, or creates it.
   *
   * @throws ScenarioException if it is not a file of this shard of this plan; the message says what
   *     differs. The file is left as it was
   * @throws IOException if it cannot be read or written, or another sweep is writing it
   */
  public static KeptRuns open(Path file, SweepPlan plan, Shard shard) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(file, channel);
      String header = SweepJson.header(plan, shard);
      String text = read(channel);
      if (header.startsWith(text)) {
        channel.truncate(0);
        KeptRuns empty = new KeptRuns(file, channel, List.of());
        empty.write(header);
        return empty;
      }
      SweepResult kept = SweepReader.read(text, file.toString());
      if (!text.startsWith(header)) {
        throw new ScenarioException(
            "%s: these are runs of another sweep: %s. Name another file, or remove this one"
                .formatted(file, difference(kept, plan, shard)));
      }
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      channel.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
      channel.position(channel.size());
      return new KeptRuns(file, channel, kept.outcomes());
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException _) {
      // another sweep of this program holds the lock
    }
    throw new FileSystemException(file.toString(), null, "another sweep is writing this file");
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }

  private static String difference(SweepResult kept, SweepPlan plan, Shard shard) {
    return kept.shard().equals(shard)
        ? kept.plan().differenceFrom(plan).orElse("the scenario is written in another way")
        : "shard %s, not %s".formatted(kept.shard(), shard);
  }

  @Override
  public List<Outcome> earlier() {
    return earlier;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public void keep(Outcome outcome) {
    try {
      write(SweepJson.line(outcome));
    } catch (IOException failed) {
      throw new UncheckedIOException(
          new FileSystemException(file.toString(), null, failed.getMessage()));
    }
  }

  private void write(String line) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
