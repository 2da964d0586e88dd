package dev.fenceline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.scenario.ScenarioSchema;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code fenceline schema} prints a schema, or says which there are. */
class SchemaCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line =
      Commands.commandLine((_, _) -> Optional.of("this is a test"))
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err));

  @Test
  void theSchemaOfScenariosIsPrinted() {
    assertThat(line.execute("schema", "scenario")).isEqualTo(ExitStatus.DONE);
    assertThat(out).hasToString(ScenarioSchema.write());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anotherKindIsRefusedWithThoseThatThereAre() {
    assertThat(line.execute("schema", "session")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString())
        .contains("there is no schema of \"session\"; there is one of \"scenario\"");
  }

  @Test
  void aKindMustBeNamed() {
    assertThat(line.execute("schema")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).contains("KIND");
  }
}
