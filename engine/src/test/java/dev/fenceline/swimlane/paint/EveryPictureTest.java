package dev.fenceline.swimlane.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The swimlanes of every scenario of the library and of every shipped session, in both themes, are
 * those that are kept below {@code src/test/resources/pictures}: words, bars and arrows as text,
 * the rest as digests of the dark and the light SVG. Fonts of the machine do not matter, because
 * text has the widths of a table.
 */
@Tag("slow")
class EveryPictureTest {
  private static final String RENEW =
      "mvn -q -pl engine test -Dtest=EveryPictureTest -Dfenceline.pictures=write";
  private static final boolean IS_WRITING =
      System.getProperty("fenceline.pictures", "").equals("write");
  private static final Path KEPT = Path.of("src", "test", "resources", "pictures");
  private static final Path SESSIONS = Path.of("..", "sessions");
  private static final Path DRAWN = Path.of("target", "pictures");
  private static final String ENDING = ".txt";
  private static final int DIGEST_DIGITS = 16;

  static Stream<String> scenarios() {
    return ScenarioLibrary.all().stream().map(Scenario::id);
  }

  static Stream<String> sessions() throws IOException {
    try (Stream<Path> files = Files.list(SESSIONS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".fenceline"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aScenarioIsDrawnAsKept(String id) throws IOException {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    compare("scenario-" + id, Lab.run(scenario, scenario.seed()));
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void aShippedSessionIsDrawnAsKept(String name) throws IOException {
    compare(
        "session-" + name.replace(".fenceline", ""),
        Timeline.of(SessionReader.read(SESSIONS.resolve(name)).events()));
  }

  @Test
  void everyKeptPictureBelongsToAScenarioOrSession() throws IOException {
    List<String> expected =
        Stream.concat(
                scenarios().map(id -> "scenario-" + id),
                sessions().map(name -> "session-" + name.replace(".fenceline", "")))
            .map(name -> name + ENDING)
            .toList();
    if (IS_WRITING) {
      try (Stream<Path> kept = Files.list(KEPT)) {
        for (Path file : kept.toList()) {
          if (!expected.contains(file.getFileName().toString())) {
            Files.delete(file);
          }
        }
      }
      return;
    }
    try (Stream<Path> kept = Files.list(KEPT)) {
      assertThat(kept.map(file -> file.getFileName().toString()))
          .as("renewed by " + RENEW)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static void compare(String name, Timeline timeline) throws IOException {
    SessionPicture picture = new SessionPicture(timeline, name);
    String dark = picture.svg(SessionPicture.DEFAULT_WIDTH, Palette.DARK, true);
    String light = picture.svg(SessionPicture.DEFAULT_WIDTH, Palette.LIGHT, true);
    WrittenScene scene = new WrittenScene();
    picture.paint(scene, SessionPicture.DEFAULT_WIDTH, Palette.DARK, true);
    List<String> lines = new ArrayList<>();
    lines.add("dark " + digest(dark));
    lines.add("light " + digest(light));
    lines.addAll(scene.lines());

    Path file = KEPT.resolve(name + ENDING);
    if (IS_WRITING) {
      Files.write(file, lines);
      return;
    }
    List<String> kept = Files.exists(file) ? Files.readAllLines(file) : List.of();
    if (!kept.equals(lines)) {
      Files.createDirectories(DRAWN);
      Files.writeString(DRAWN.resolve(name + "-dark.svg"), dark);
      Files.writeString(DRAWN.resolve(name + "-light.svg"), light);
    }
    assertThat(lines)
        .as(
            "%s; %s shows it as it is drawn now; if that is right, %s keeps it",
            withoutDigests(kept).equals(withoutDigests(lines))
                ? "words, bars and arrows are as kept, but not the rest or the colours"
                : "words, bars or arrows are not as kept",
            DRAWN.toAbsolutePath().resolve(name + "-dark.svg"),
            RENEW)
        .isEqualTo(kept);
  }

  private static List<String> withoutDigests(List<String> lines) {
    return lines.stream().skip(2).toList();
  }

  private static String digest(String svg) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(svg.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_DIGITS);
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException(error);
    }
  }
}
