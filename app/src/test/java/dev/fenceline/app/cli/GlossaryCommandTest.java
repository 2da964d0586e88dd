package dev.fenceline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code fenceline glossary} prints one term or all, or says which terms contain a word. */
class GlossaryCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line =
      Commands.commandLine((_, _, _) -> Optional.of("this is a test"))
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err));

  @Test
  void aTermIsPrintedWithItsMeaningAndSource() {
    assertThat(line.execute("glossary", "stale", "write")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).startsWith("stale write").contains("late write", "Source: ");
    assertThat(out.toString().lines()).hasSize(3);
  }

  @Test
  void withoutATermAllArePrinted() {
    assertThat(line.execute("glossary")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("KATO (", "R2T (", "Controller Instance Uniquifier");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aWordThatIsNoTermIsRefusedWithTheTermsThatContainIt() {
    assertThat(line.execute("glossary", "keep")).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString()).contains("no term is called \"keep\"", "Keep Alive", "KATO");
    assertThat(out.toString()).isEmpty();
  }
}
