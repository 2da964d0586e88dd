package dev.fenceline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every source file is formatted by google-java-format.
 *
 * <p>The formatter parses with the compiler of the JDK that runs it, and an older compiler does not
 * know the syntax of Java 25. A plug-in would run it in Maven's JVM, which may be older. So this
 * test runs it, in a JVM of the kind that runs the tests, with access to that compiler.
 */
@Tag("slow")
class FormattingTest {
  private static final String APPLY =
      "mvn -q -pl engine test -Dtest=FormattingTest -Dfenceline.format=write";
  private static final int LIMIT_MINUTES = 5;
  private static final List<String> COMPILER_PACKAGES =
      List.of("api", "code", "file", "parser", "tree", "util");

  @Test
  void everySourceFileIsFormatted(@TempDir Path folder) throws Exception {
    boolean write = System.getProperty("fenceline.format", "").equals("write");
    Path listed = Files.write(folder.resolve("sources"), sources());
    Path said = folder.resolve("said");

    Process formatter =
        new ProcessBuilder(command(write, listed))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = formatter.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    formatter.destroyForcibly();

    assertThat(ended).as("ended within %d minutes", LIMIT_MINUTES).isTrue();
    assertThat(Files.readAllLines(said))
        .as("not formatted, or not Java; this formats all files: " + APPLY)
        .isEmpty();
    assertThat(formatter.exitValue()).isZero();
  }

  private static List<String> command(boolean write, Path listed) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String name : COMPILER_PACKAGES) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("com.google.googlejavaformat.java.Main");
    command.add("--skip-reflowing-long-strings");
    command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.add("@" + listed);
    return command;
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    for (String module : List.of("engine", "app", "app/dist")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
        files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(sources::add);
      }
    }
    assertThat(sources).as("sources of all modules").hasSizeGreaterThan(100);
    return sources;
  }
}
