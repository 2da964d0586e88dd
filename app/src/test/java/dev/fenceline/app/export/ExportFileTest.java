package dev.fenceline.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.exchange.kernellog.KernelLogReader;
import dev.fenceline.lab.Lab;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionNote;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.recovery.Stretch;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
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
  void aPdfHasOnePageOfVectorsWhoseWordsCanBeFound() throws IOException {
    try (PDDocument document = Loader.loadPDF(write("a.pdf").toFile())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(1240);
      assertThat(new PDFTextStripper().getText(document)).contains("nvme0", "RECOVERY", "Overview");
      assertThat(document.getPage(0).getResources().getXObjectNames()).as("no images").isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSheetSaysWhatItShows(boolean isPart) throws IOException {
    Path scenario = folder.resolve("sheet.svg");
    Scenario ccr = ScenarioLibrary.find("ccr").orElseThrow();
    Lab lab = Lab.inVirtualTime(ccr, ccr.seed());
    lab.run();
    Session noted =
        new Session(
            lab.header(),
            lab.timeline().events(),
            List.of(new SessionNote("1", 12_600_000_000L, "", "Here it is fenced")),
            null,
            Map.of(),
            List.of(),
            List.of());
    Optional<Stretch> range =
        isPart ? Optional.of(new Stretch(12_500_000_000L, 14_100_000_000L)) : Optional.empty();
    PictureStyle.Sheet sheet = new PictureStyle.Sheet(range, 12_510_000_000L, 14_010_000_000L);
    ExportFile.of(scenario)
        .write(noted, new PictureStyle(Palette.LIGHT, true, Set.of(), Optional.of(sheet), false));

    String svg = Files.readString(scenario);
    assertThat(svg)
        .contains(">CCR via survivor")
        .contains(">Data intact: nvme4 failed at 6.90 s")
        .contains(">Here it is fenced<", ">A<", ">B<")
        .contains(">requests held<", ">path silent or loses bytes<");
    assertThat(svg.contains("12.5 s to 14.1 s")).isEqualTo(isPart);
    assertThat(svg.contains(">stalled: neither side is notified<")).isTrue();
  }

  @Test
  void thePageOfASessionWithALessonTeachesIt() throws IOException {
    String lesson =
        """
        {"id":"own","title":"How it began","summary":"s","minutes":1,
         "steps":[{"title":"The first line","text":"Look here.","at":"%s"}]}
        """;
    Path page = folder.resolve("lesson.html");
    ExportFile.of(page).write(session().withLesson(lesson.formatted("0 s")), STYLE);
    assertThat(Files.readString(page)).contains("How it began", "The first line", "Look here.");

    assertThatThrownBy(
            () -> ExportFile.of(page).write(session().withLesson(lesson.formatted("9 h")), STYLE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("step 1")
        .hasMessageContaining("32400 s is after the end of this run");
  }

  @Test
  void anotherEndingIsRefusedWithAListOfThoseThereAre() {
    assertThatThrownBy(() -> ExportFile.of(Path.of("a.bmp")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("a.bmp", ".pftrace or .perfetto-trace", ".csv", ".md", ".png");
    assertThatThrownBy(() -> ExportFile.ofPicture(Path.of("a.csv")))
        .hasMessageContaining(".svg, .png or .pdf");
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
