package dev.fenceline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/**
 * A call of the program: the status it ended with, and what it printed.
 *
 * @param status the exit status
 * @param out standard output
 * @param err standard error
 */
record Fenceline(int status, String out, String err) {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** Calls the program with these arguments. It cannot open a window. */
  static Fenceline fenceline(Object... arguments) {
    return fenceline((_, _, _) -> Optional.of("this is a test"), arguments);
  }

  /** Calls the program, which opens windows like this. */
  static Fenceline fenceline(WindowOpener window, Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int status =
        Commands.commandLine(window)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Fenceline(status, out.toString(), err.toString());
  }

  /** Asserts that it did what it was asked to, and had nothing to complain about. */
  Fenceline isDone() {
    assertThat(err).isEmpty();
    assertThat(status).isEqualTo(ExitStatus.DONE);
    return this;
  }

  /** Asserts that it was called wrongly, and says what is wrong and where to read on. */
  void isWrongUsage(String command, String... words) {
    assertThat(err)
        .startsWith("fenceline: ")
        .endsWith("Try '%s --help'.%n".formatted(command))
        .contains(words);
    isRefused();
  }

  /** Asserts that its input is bad, and that it says so in one line. */
  void isBadInput(String... words) {
    assertThat(err).startsWith("fenceline: ").contains(words).hasLineCount(1);
    isRefused();
  }

  private void isRefused() {
    assertThat(err).doesNotContain("Exception", "\tat ", "internal error");
    assertThat(out).isEmpty();
    assertThat(status).isEqualTo(ExitStatus.USAGE);
  }

  /** Asserts that the environment failed it, and that it says so in one line. */
  void failed(String... words) {
    assertThat(err).startsWith("fenceline: ").contains(words).hasLineCount(1);
    assertThat(err).doesNotContain("Exception", "internal error");
    assertThat(status).isEqualTo(ExitStatus.ENVIRONMENT);
  }

  /** Asserts that what it printed is JSON, as the schema of this name says. */
  Fenceline printsJson(String schema) {
    assertIsJson(out, schema);
    return this;
  }

  /** Asserts that a text is JSON, as a schema says that the program prints. */
  static void assertIsJson(String text, String schema) {
    Schema shipped =
        REGISTRY.getSchema(fenceline("schema", schema).isDone().out(), InputFormat.JSON);
    assertThat(shipped.validate(text, InputFormat.JSON)).as(text).isEmpty();
  }
}
