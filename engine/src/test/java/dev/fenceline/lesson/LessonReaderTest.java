package dev.fenceline.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.SettingsWriter;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lessons are read as people write them, and what is wrong is said with its place. */
class LessonReaderTest {
  private static final String HEAD =
      """
      {"id":"x","title":"t","summary":"s","minutes":1,"plays":{"scenario":"baseline"},
      "landmarks":[{"name":"cut","event":"path-state","lane":"path/B"}],
      "steps":[{"title":"t","text":"a b","at":"cut - 1 s",
      "question":{"ask":"When?","mark":"cut","because":"so"}}]}
      """;

  static List<String> ids() {
    return LessonLibrary.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aLessonIsTheSameAfterItWasWrittenAndIsValid(String id) {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(LessonSchema.write(), InputFormat.JSON);
    String written = SettingsWriter.write(lesson).toPrettyString();

    assertThat(LessonReader.read(written, "again")).isEqualTo(lesson);
    assertThat(schema.validate(written, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "cut - 1 s"        | "cat - 1 s"            | x.json:3:36: steps[0].at: there is no landmark "cat"; did you mean "cut"?
          "path-state"       | "path-stat"            | x.json:2:28: landmarks[0].event: there is no event "path-stat"; did you mean "path-state"?
          "baseline"         | "basline"              | x.json:1:58: plays.scenario: there is no scenario "basline"; did you mean "baseline"?
          "lane":"path/B"    | "lane":"B"             | x.json:2:49: landmarks[0].lane: "B" is not a lane; write one such as host/nvme4
          "mark":"cut"       | "choices":["a","b"],"answer":3 | x.json:4:1: steps[0].question: "answer" is the number of the right choice, 1 to 2
          "mark":"cut"       | "choices":["a","b"],"answer":1 | x.json:4:1: steps[0].question: "proof" is missing: what must be true of the run, so that the answer is right
          {"scenario":"baseline"} | {"scenario":"baseline","set":["kat=5 s"]} | x.json:1:80: plays.set: there is no parameter "kat"; did you mean "kato"?
          "text":"a b"       | "txt":"a b"            | x.json:3:9: steps[0]: "text" is missing
          """)
  void whatIsWrongIsSaidWithItsPlace(String right, String wrong, String message) {
    assertThatThrownBy(() -> LessonReader.read(HEAD.replace(right, wrong), "x.json"))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(message);
  }

  @Test
  void aLongTextIsRefused() {
    String text = "word ".repeat(46);

    assertThatThrownBy(() -> LessonReader.read(HEAD.replace("a b", text), "x.json"))
        .hasMessageContaining("steps[0].text: has 46 words; at most 45 fit");
  }

  @Test
  void whatDoesNotFitARunIsSaid() {
    Lesson lesson = LessonReader.read(HEAD, "x.json");
    Placement placement = new LessonOnRun(lesson, new Timeline()).place(lesson.steps().getFirst());

    assertThat(placement.misfits())
        .containsExactly("\"cut\" does not happen in this run: it has no path-state on path/B");
  }
}
