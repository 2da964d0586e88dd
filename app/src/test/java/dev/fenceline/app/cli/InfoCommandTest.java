package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code fenceline info} says what a file holds, and what it is not. */
class InfoCommandTest {
  private static final String SELF = "fenceline info";
  private static final Path SESSIONS = Path.of("../sessions");
  private static final Path LOG =
      Path.of("../engine/src/test/resources/real-logs/keep-alive-timeout.log");

  @TempDir private Path folder;

  /** Sessions of every source that ships, logs and captures of others. */
  static List<Path> files() throws IOException {
    List<String> endings = List.of(".fenceline", ".log", ".pcap", ".pcapng");
    try (Stream<Path> sessions = Files.list(SESSIONS);
        Stream<Path> logs = Files.list(LOG.getParent())) {
      return Stream.concat(sessions, logs)
          .filter(file -> endings.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void theSummaryOfAnyFileIsAsItsSchemaSays(Path file) {
    Fenceline info = fenceline("info", file, "--json");

    assertThat(info.status()).isEqualTo(ExitStatus.DONE);
    info.printsJson("summary");
  }

  @Test
  void aSessionIsToldWithItsSource() {
    assertThat(fenceline("info", SESSIONS.resolve("ccr.fenceline")).isDone().out())
        .startsWith("CCR via survivor: emulated, made by Fenceline ")
        .contains("by CCR through nvme3", "INTACT");
  }

  @Test
  void aLessonInASessionIsToldWithWhatDoesNotFit() throws IOException {
    Session ccr = SessionReader.read(SESSIONS.resolve("ccr.fenceline"));
    String lesson =
        """
        {"id":"own","title":"Own","summary":"s","minutes":1,
         "steps":[{"title":"First","text":"a","at":"%s"}]}
        """;
    Path file = folder.resolve("own.fenceline");
    SessionFile.save(file, ccr.withLesson(lesson.formatted("2 s")));
    assertThat(fenceline("info", file).isDone().out())
        .contains("Lesson \"Own\": 1 step, each fits the session.");
    SessionFile.save(file, ccr.withLesson(lesson.formatted("2 h")));
    assertThat(fenceline("info", file).isDone().out())
        .contains("Lesson \"Own\": 1 step, not all fit the session:")
        .contains("Step 1, \"First\": 7200 s is after the end of this run");
    SessionFile.save(file, ccr.withLesson("{\"id\":\"own\"}"));
    assertThat(fenceline("info", file).isDone().out()).contains("The lesson cannot be read: ");
  }

  /** The status is about the reading: what is corrupt is what the file says. */
  @Test
  void aSessionWithLostDataIsReadAsWell() {
    assertThat(fenceline("info", SESSIONS.resolve("baseline.fenceline")).isDone().out())
        .contains("CORRUPT");
  }

  @Test
  void whatALogDoesNotShowIsNullAndNot0() {
    assertThat(fenceline("info", LOG, "--json").isDone().printsJson("summary").out())
        .contains(
            "\"failedNanos\" : null",
            "\"fencedBy\" : null",
            "\"io\" : null",
            "\"operationsFailed\" : null",
            "\"cqtMillis\" : null");
  }

  @Test
  void aSessionThatIsCutOffIsToldAsFarAsItGoesWithAWarning() throws Exception {
    byte[] whole = Files.readAllBytes(SESSIONS.resolve("ccr.fenceline"));
    Path cut = folder.resolve("cut.fenceline");
    Files.write(cut, java.util.Arrays.copyOf(whole, 3000));
    Fenceline info = fenceline("info", cut, "--json");

    assertThat(info.status()).isEqualTo(ExitStatus.DONE);
    assertThat(info.err())
        .contains("fenceline: " + cut + ": The session is not complete: ", "checksum are missing");
    assertThat(info.printsJson("summary").out()).contains("\"verdict\" : \"unknown\"");
  }

  @Test
  void aFileMustBeNamedAndOnlyKnownOptionsAreTaken() {
    fenceline("info").isWrongUsage(SELF, "Missing required parameter", "FILE");
    fenceline("info", LOG, "--jsn").isWrongUsage(SELF, "Unknown option: '--jsn'");
    fenceline("info", LOG, LOG).isWrongUsage(SELF, "Unmatched argument");
  }

  @Test
  void aFileThatIsNotThereAndAFolderAreNamed() {
    Path none = folder.resolve("none.fenceline");
    fenceline("info", none).isWrongUsage(SELF, none + ": no such file, or it cannot be read");
    fenceline("info", folder).isWrongUsage(SELF, folder + ": this is a folder; name a file in it");
  }

  @Test
  void aFileOfNoKindIsRefusedWithTheKindsThatThereAre() throws Exception {
    Path empty = file("empty.log", "");
    Path letter = file("letter.txt", "Dear all,\nthe disk is slow.\n");
    Path scenario = file("scenario.json", "{\"id\": \"x\", \"title\": \"t\"}");
    Path noise = folder.resolve("noise");
    Files.write(noise, new byte[] {1, 2, 3, (byte) 0xfe, 0, 7, (byte) 0xc3});

    for (Path file : List.of(empty, letter, scenario, noise)) {
      fenceline("info", file)
          .isBadInput(file.toString(), "expected a session of Fenceline", "capture", "kernel log");
    }
  }

  @Test
  void aHostCanOnlyBeChosenOfALog() {
    fenceline("info", SESSIONS.resolve("ccr.fenceline"), "--host", "db1")
        .isBadInput("this is a session", "leave out --host");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }
}
