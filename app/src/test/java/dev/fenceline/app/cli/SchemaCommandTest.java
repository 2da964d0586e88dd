package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fenceline.scenario.ScenarioSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fenceline schema} prints a schema, or says which there are. */
class SchemaCommandTest {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  @Test
  void theSchemaOfScenariosIsPrinted() {
    assertThat(fenceline("schema", "scenario").isDone().out()).isEqualTo(ScenarioSchema.write());
  }

  @ParameterizedTest
  @ValueSource(strings = {"scenario", "lesson", "summary", "report", "sweep", "discovery"})
  void eachSchemaIsPrintedAndTheHelpNamesIt(String name) throws Exception {
    JsonNode schema = new JsonMapper().readTree(fenceline("schema", name).isDone().out());

    assertThat(schema.get("$schema").asText()).isEqualTo(DIALECT);
    assertThat(schema.get("title").asText()).isNotBlank();
    assertThat(fenceline("schema", "--help").isDone().out()).contains("  " + name + " ");
  }

  /** A member that nobody described, or that is missing, is found by the schema. */
  @ParameterizedTest
  @ValueSource(strings = {"summary", "report", "sweep", "discovery", "comparison"})
  void theSchemasOfOutputsAreClosed(String name) throws Exception {
    JsonNode schema = new JsonMapper().readTree(fenceline("schema", name).isDone().out());

    assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
    for (JsonNode part : schema.get("$defs")) {
      assertThat(part.get("additionalProperties").asBoolean(true)).isFalse();
      assertThat(part.get("required")).isNotEmpty();
    }
  }

  @Test
  void anotherNameIsRefusedWithThoseThatThereAre() {
    fenceline("schema", "session")
        .isWrongUsage(
            "fenceline schema",
            "there is no schema \"session\"; there are scenario, lesson, summary, report,"
                + " sweep, discovery, comparison");
  }

  @Test
  void aNameMustBeGiven() {
    fenceline("schema").isWrongUsage("fenceline schema", "Missing", "NAME");
  }

  @Test
  void anUnknownOptionIsRefused() {
    fenceline("schema", "scenario", "--yaml")
        .isWrongUsage("fenceline schema", "Unknown option", "--yaml");
  }
}
