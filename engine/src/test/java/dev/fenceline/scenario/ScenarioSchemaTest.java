package dev.fenceline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fenceline.scenario.setting.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema takes every scenario that can be read, and finds what is wrong by itself. */
class ScenarioSchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema SCHEMA = REGISTRY.getSchema(ScenarioSchema.write(), InputFormat.JSON);

  static List<String> ids() {
    return ScenarioLibrary.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyScenarioThatShipsIsValidAsItIsWrittenByPeopleAndByUs(String id) throws Exception {
    assertThat(problems(shipped(id))).isEmpty();
    assertThat(problems(ScenarioWriter.write(ScenarioLibrary.find(id).orElseThrow()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ID}",
        "{ID, \"host\":{\"policy\":\"rpfr\", \"ctrlLoss\":\"never\", \"kato\":\"0\"}}",
        "{ID, \"faults\":[{\"fault\":\"hang\",\"at\":\"cut - 150 ms + random 1.5 s\"}]}",
        "{ID, \"limit\":\" 2 min \"}",
        "{ID, \"expectations\":[{\"expectation\":\"count\",\"of\":{\"event\":\"fault\",\"with\":{\"a\":1}},\"atMost\":2}]}"
      })
  void whatCanBeReadIsValid(String text) {
    assertThat(problems(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"x\"}",
        "{ID, \"hoost\":{}}",
        "{ID, \"host\":{\"kato\":5}}",
        "{ID, \"host\":{\"kato\":\"5\"}}",
        "{ID, \"host\":{\"kato\":\"never\"}}",
        "{ID, \"host\":{\"policy\":\"bst\"}}",
        "{ID, \"host\":{\"ioQueues\":65}}",
        "{ID, \"host\":{\"headerDigest\":\"on\"}}",
        "{ID, \"paths\":[]}",
        "{ID, \"faults\":[{\"fault\":\"stal\",\"at\":\"1 s\"}]}",
        "{ID, \"faults\":[{\"fault\":\"stall\",\"path\":\"A\"}]}",
        "{ID, \"faults\":[{\"fault\":\"heal\",\"path\":\"A\",\"at\":\"1 s\",\"takes\":\"1 s\"}]}",
        "{ID, \"actions\":[{\"action\":\"reset\",\"at\":\"1 s\"}]}",
        "{ID, \"hosts\":[{}]}"
      })
  void whatCannotBeReadIsNot(String text) {
    assertThat(problems(text)).isNotEmpty();
  }

  /** An editor that meets a schema that is none says nothing at all. */
  @Test
  void theSchemaIsItselfValid() {
    Schema dialect =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(dialect.validate(ScenarioSchema.write(), InputFormat.JSON)).isEmpty();
  }

  private static List<String> problems(String text) {
    String json = text.replace("{ID", "{\"id\":\"x\",\"title\":\"t\"");
    return SCHEMA.validate(new JsonText(json, "x", "a scenario").parse()).stream()
        .map(Object::toString)
        .toList();
  }

  private static String shipped(String id) throws Exception {
    return Files.readString(
        Path.of(
            Objects.requireNonNull(
                    ScenarioSchemaTest.class.getResource("/scenarios/" + id + ".json"))
                .toURI()));
  }
}
