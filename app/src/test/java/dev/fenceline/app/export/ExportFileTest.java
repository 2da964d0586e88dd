package dev.fenceline.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.exchange.kernellog.KernelLogReader;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.pen.Palette;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name's ending says what is written. */
class ExportFileTest {
  private static final String LINE = "[    7.914347] nvme nvme0: starting error recovery\n";
  private static final PictureStyle STYLE = new PictureStyle(Palette.DARK, true, Set.of());

  @TempDir Path folder = Path.of("");

  private static Session session() {
    return KernelLogReader.read(LINE, "dmesg").orElseThrow();
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    ExportFile.of(file).write(session(), STYLE);
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "a.svg, <svg",
    "a.md, # dmesg",
    "a.html, <!DOCTYPE html>",
    "a.log, '[    7.914347] nvme nvme0: starting error recovery'",
    "a.TXT, '[    7.914347] nvme nvme0: starting error recovery'",
    "a.csv, 'seq,nanos,seconds,lane,cause,kind,'",
    "a.json, '{\"displayTimeUnit\":\"ns\"'",
    "a.trace.json, '{\"displayTimeUnit\":\"ns\"'",
    "a.fenceline, '{\"format\":\"fenceline-session\"'"
  })
  void everyEndingHasItsForm(String name, String start) throws IOException {
    assertThat(Files.readString(write(name))).startsWith(start);
  }

  @Test
  void sessionsAndPerfettoTracesAreWrittenToo() throws IOException {
    assertThat(SessionReader.read(write("a.fenceline.gz")).events()).isEqualTo(session().events());
    assertThat(Files.readAllBytes(write("a.pftrace")))
        .isEqualTo(Files.readAllBytes(write("a.perfetto-trace")))
        .startsWith(0x0A) // field 1, a packet
        .contains("dmesg".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anotherEndingIsRefusedWithAListOfThoseThereAre() {
    assertThatThrownBy(() -> ExportFile.of(Path.of("a.pdf")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("a.pdf", ".pftrace or .perfetto-trace", ".csv", ".md", ".png");
    assertThatThrownBy(() -> ExportFile.ofPicture(Path.of("a.csv")))
        .hasMessageContaining(".svg or .png");
  }

  @Test
  void whatCannotBeWrittenLeavesTheEarlierFileAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "before");
    Files.createDirectories(folder.resolve(".part-a.csv").resolve("in the way"));

    assertThatThrownBy(() -> write("a.csv")).isInstanceOf(IOException.class);

    assertThat(Files.readString(file)).isEqualTo("before");
  }

  @Test
  void nothingIsLeftBesideTheFile() throws IOException {
    write("a.md");
    write("a.md");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("a.md"));
    }
    assertThatThrownBy(() -> write("no such folder/a.md"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no such folder");
  }
}
