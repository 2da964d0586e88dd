package dev.fenceline.subsystem.media;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Note;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.subsystem.TargetBench;
import dev.fenceline.subsystem.TargetBench.TestController;
import dev.fenceline.subsystem.TestQueue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A namespace whose blocks are in a file. */
@Timeout(60)
class DataFileTest {
  private static final long SIZE = 1024 * 4096;

  @TempDir private Path folder;

  private DataFile open() throws IOException {
    return DataFile.open(folder.resolve("data.img"), null, SIZE);
  }

  @Test
  void whatWasWrittenIsThereAfterARestart() throws IOException {
    try (DataFile file = open();
        TargetBench bench = new TargetBench(file)) {
      TestController controller = bench.ready(bench.port1);
      TestQueue io = controller.ioQueue(1);
      assertThat(io.completion(controller.write(io, 7, 0x5A)).status()).isEqualTo(Status.SUCCESS);
      assertThat(io.call(Command.flush(1)).status()).isEqualTo(Status.SUCCESS);
      assertThat(io.call(Command.flush(-1)).status()).isEqualTo(Status.SUCCESS);
    }
    try (DataFile file = open();
        TargetBench bench = new TargetBench(file)) {
      TestController controller = bench.ready(bench.port2);
      byte[] read = controller.blocks(controller.ioQueue(1), 6, 3);
      assertThat(read[4095]).isZero();
      assertThat(read[4096]).isEqualTo((byte) 0x5A);
      assertThat(read[8191]).isEqualTo((byte) 0x5A);
      assertThat(read[8192]).isZero();
    }
    assertThat(Files.size(folder.resolve("data.img"))).isEqualTo(SIZE);
  }

  @Test
  void aNewFileTakesNoRoomForWhatWasNeverWritten() throws IOException {
    Path large = folder.resolve("large.img");
    try (DataFile file = DataFile.open(large, 1L << 40, SIZE)) {
      assertThat(file.sizeBytes()).isEqualTo(1L << 40);
      file.write((1L << 40) - 4096, ByteBuffer.wrap(new byte[4096]));
    }
    assertThat(Files.size(large)).isEqualTo(1L << 40);
    assertThat(blocks(large)).isLessThan(1_000);
  }

  /** Units of 512 bytes that it takes on the disk. */
  private static long blocks(Path file) throws IOException {
    Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    return Long.parseLong(new String(stat.getInputStream().readAllBytes(), US_ASCII).strip());
  }

  @Test
  void anOldFileKeepsItsSize() throws IOException {
    open().close();
    Path path = folder.resolve("data.img");
    try (DataFile file = DataFile.open(path, null, 4096)) {
      assertThat(file.sizeBytes()).isEqualTo(SIZE);
    }
    assertThatThrownBy(() -> DataFile.open(path, 8192L, SIZE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data.img: has 4194304 bytes, not the 8192 asked for");
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedWithAWord() throws IOException {
    assertThatThrownBy(() -> DataFile.open(folder, null, SIZE))
        .hasMessageContaining("is not a file");
    assertThatThrownBy(() -> DataFile.open(folder.resolve("no/where"), null, SIZE))
        .hasMessageContaining("there is no such folder");
    Path path = folder.resolve("data.img");
    DataFile used = open();
    assertThatThrownBy(this::open).hasMessageContaining("is in use by another target");
    used.close();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--r--r--"));
    assertThatThrownBy(this::open).hasMessage(path + ": is read-only; data is to be written there");
  }

  @Test
  void aFileThatWasCutIsAnErrorAndNotZeroes() throws IOException {
    try (DataFile file = open();
        TargetBench bench = new TargetBench(file)) {
      TestController controller = bench.ready(bench.port1);
      TestQueue io = controller.ioQueue(1);
      try (RandomAccessFile cut = new RandomAccessFile(folder.resolve("data.img").toFile(), "rw")) {
        cut.setLength(3 * 4096 + 100);
      }
      assertThat(io.call(Command.read(1, 2, 1, 4096)).status()).isEqualTo(Status.SUCCESS);
      for (int i = 0; i < 2; i++) {
        Completion answer = io.call(Command.read(1, 3, 1, 4096));
        assertThat(answer.status()).isEqualTo(Status.doNotRetry(StatusCode.READ_ERROR));
      }
      assertThat(bench.details(Note.class))
          .singleElement()
          .satisfies(note -> assertThat(note.text()).contains("data.img: ends at byte 12388"));
      assertThat(bench.details(CommandEvent.Executed.class))
          .last()
          .satisfies(executed -> assertThat(executed.status()).isEqualTo(0x4281));
    }
  }
}
