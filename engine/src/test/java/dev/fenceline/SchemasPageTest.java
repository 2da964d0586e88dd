package dev.fenceline;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about JSON outputs says what their schemas say, and the schemas are schemas. */
class SchemasPageTest {
  private static final Path FOLDER = Path.of("src/main/resources/schemas");
  private static final Path PAGE = FOLDER.resolve("README.md");
  private static final String ANEW =
      "mvn -q -pl engine test -Dtest=SchemasPageTest -Dfenceline.pages=write";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  static Stream<Path> schemas() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
    }
  }

  @Test
  void thePageIsCurrent() throws IOException {
    String page = Files.readString(PAGE);
    String renewed = new SchemasPage(FOLDER).renewed(page);
    if (System.getProperty("fenceline.pages", "").equals("write")) {
      Files.writeString(PAGE, renewed);
      return;
    }

    assertThat(page)
        .as(PAGE + " differs from the schemas; this makes its tables anew: " + ANEW)
        .isEqualTo(renewed);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void thePageHasEverySchema(Path schema) throws IOException {
    String name = schema.getFileName().toString().replace(".json", "");

    assertThat(Files.readString(PAGE)).contains("<!-- fields of " + name + " -->\n| field ");
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void eachIsAValidSchema(Path schema) throws IOException {
    Schema dialect =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(dialect.validate(Files.readString(schema), InputFormat.JSON)).isEmpty();
  }
}
