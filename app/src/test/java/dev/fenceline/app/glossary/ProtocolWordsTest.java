package dev.fenceline.app.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Question;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.ScenarioLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every abbreviation that lessons, scenarios, settings and the window use is in the glossary. */
class ProtocolWordsTest {
  private static final Pattern ABBREVIATION =
      Pattern.compile("(?<![\\w.$])[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?![\\w(])");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

  /** Where the window takes its words from. */
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java/dev/fenceline/app"),
          Path.of("../engine/src/main/java/dev/fenceline/timeline"),
          Path.of("../engine/src/main/java/dev/fenceline/swimlane"));

  /** Capitals that are no words of the protocol: units, formats, programs, headings, and keys. */
  private static final Set<String> OTHERS =
      Set.of(
          // formats and programs
          "CSV",
          "GIF",
          "HTML",
          "JSON",
          "MB",
          "PDF",
          "PNG",
          "WOFF",
          "SVG",
          "TAR",
          "JavaFX",
          "JetBrains",
          "SIL",
          "SHA",
          "DISPLAY",
          "MiB",
          "KiB",
          "GiB",
          "UTC",
          "UTF",
          "ID",
          "IDs",
          "IEEE",
          "UUID",
          "CPU",
          "IP",
          "USB",
          "PCIe",
          "NullAway",
          "NonAtomicVolatileUpdate",
          "UnnecessaryLambda",
          "URI",
          "EXT4",
          "GraphicControlExtension",
          "ApplicationExtension",
          "ApplicationExtensions",
          "ASCII",
          "FENCELINE0001",
          "DejaVu",
          "FILE",
          "PORT",
          "LAB",
          "LATE",
          "SEEN",
          "WHY",
          "DOWN",
          "END",
          "HOME",
          "LEFT",
          "PERIOD",
          "RIGHT",
          "SPACE",
          "UP",
          "NETSCAPE",
          "FALSE",
          "NVMe",
          "TCP",
          "NVM",
          "IO");

  private final Glossary glossary = Glossary.shipped();

  @Test
  void everyAbbreviationOfALessonIsExplained() {
    for (Lesson lesson : LessonLibrary.all()) {
      assertThat(missing(lesson.title() + " " + lesson.summary())).isEmpty();
      for (LessonStep step : lesson.steps()) {
        assertThat(missing(words(step))).as("%s: %s", lesson.id(), step.title()).isEmpty();
      }
    }
  }

  private static String words(LessonStep step) {
    Question question = step.question();
    String asked =
        question == null
            ? ""
            : question.ask()
                + " "
                + String.join(" ", question.choices())
                + " "
                + question.because();
    return String.join(" ", step.title(), step.text(), asked);
  }

  @Test
  void everyAbbreviationOfAScenarioAndOfASettingIsExplained() {
    ScenarioLibrary.all()
        .forEach(scenario ->
            assertThat(missing(scenario.title() + ". " + scenario.summary()))
                .as(scenario.id())
                .isEmpty());
    Parameter.all()
        .forEach(setting -> assertThat(missing(setting.sentence())).as(setting.key()).isEmpty());
  }

  @Test
  void everyAbbreviationOfTheWindowIsExplained() throws IOException {
    Map<String, Set<String>> missing = new TreeMap<>();
    for (Path source : SOURCES) {
      try (Stream<Path> files = Files.walk(source)) {
        for (Path file :
            files
                .filter(it -> it.toString().endsWith(".java"))
                .filter(it -> !it.toString().contains("/cli/"))
                .toList()) {
          String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
          LITERAL
              .matcher(code)
              .results()
              .map(found -> found.group(1))
              // A heading in capitals is no abbreviation, nor is the name of a constant.
              .filter(text -> !text.matches("[A-Z_ ]+") || text.length() <= 4)
              .forEach(text ->
                  missing(text)
                      .forEach(word ->
                          missing
                              .computeIfAbsent(word, _ -> new TreeSet<>())
                              .add(String.valueOf(file.getFileName()))));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private List<String> missing(String text) {
    return ABBREVIATION
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(word -> !OTHERS.contains(word))
        .filter(word -> glossary.find(word).isEmpty())
        .distinct()
        .toList();
  }
}
