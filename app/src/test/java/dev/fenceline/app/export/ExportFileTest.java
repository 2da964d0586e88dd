package dev.fenceline.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.exchange.kernellog.KernelLogReader;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void eachStepIsAPictureWithItsNumber() throws IOException {
    Path pattern = folder.resolve("step-%02d.png");
    assertThat(NumberedPictures.isNamed(pattern)).isTrue();
    ExportFile.of(pattern).writeSteps(session(), STYLE);

    List<String> written;
    try (Stream<Path> files = Files.list(folder)) {
      written = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    assertThat(written).hasSizeGreaterThan(1);
    for (int i = 0; i < written.size(); i++) {
      assertThat(written.get(i)).isEqualTo("step-%02d.png".formatted(i + 1));
      BufferedImage image = ImageIO.read(folder.resolve(written.get(i)).toFile());
      assertThat(image.getWidth()).isEqualTo(SessionPicture.DEFAULT_WIDTH);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x.png,        x-%02d.png",
    "x,            x-%02d.png",
    "50%.png,      50-%02d.png",
    "x-%d.png,     x-%d.png",
    "x-%03d.png,   x-%03d.png"
  })
  void theNameOfNumberedPicturesHasAPlaceForTheNumber(String chosen, String named) {
    assertThat(NumberedPictures.named(folder.resolve(chosen))).isEqualTo(folder.resolve(named));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.png", "x-%s.png", "x-%5d.png", "%d-%d.png", "x-%d.gif"})
  void otherNamesAreNotThoseOfNumberedPictures(String name) {
    assertThat(NumberedPictures.isNamed(folder.resolve(name))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"x.html, PAGE", "x.gif, GIF", "x-%02d.png, NUMBERED"})
  void theNameSaysHowALessonIsWritten(String name, LessonFile kind) throws IOException {
    Lesson lesson = LessonLibrary.find("keep-alive").orElseThrow();
    Path file = folder.resolve(name);
    assertThat(LessonFile.of(file)).contains(kind);
    kind.write(lesson, STYLE, file);
    assertThat(folder.resolve(name.replace("%02d", "01"))).isNotEmptyFile();
  }

  @Test
  void aLessonIsNotWrittenAsOnePicture() {
    assertThat(LessonFile.of(folder.resolve("x.png"))).isEmpty();
    assertThat(LessonFile.of(folder.resolve("x.csv"))).isEmpty();
  }
}
