package dev.fenceline.benchmark;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A benchmark of the window, a program of its own: compiled when it is needed, and run on the
 * display that the environment names.
 */
final class WindowProgram {
  private static final Path SOURCES = Path.of("app/src/benchmark/java");
  private static final Path LIBRARIES = Path.of("app/target/fenceline/lib");
  private static final long LIMIT_MINUTES = 3;

  private final String mainClass;
  private final Path source;
  private final Path folder;

  WindowProgram(String mainClass, Path folder) {
    this.mainClass = mainClass;
    this.source = SOURCES.resolve(mainClass.replace('.', '/') + ".java");
    this.folder = folder;
  }

  /**
   * Runs it and returns the line of JSON that it prints.
   *
   * @throws IOException if it fails, for example because there is no display
   */
  JsonNode run(String... arguments) throws IOException, InterruptedException {
    // The libraries come first, because the start-up cache is for a class path that begins so.
    String classPath = LIBRARIES + "/*" + File.pathSeparator + compiled();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // As the launcher starts the window.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:AOTCache=" + LIBRARIES.resolve("fenceline.aot"),
                "-Dprism.order=sw",
                "-Djavafx.animation.fullspeed=true",
                "-cp",
                classPath,
                mainClass));
    command.addAll(List.of(arguments));
    Path said = folder.resolve("window.out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("the window was not measured: is there a display?");
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    return new ObjectMapper().readTree(text.substring(text.lastIndexOf("\n{") + 1));
  }

  /** Returns a figure of what a program has printed. */
  static double figure(JsonNode printed, String pointer) throws IOException {
    JsonNode figure = printed.at(pointer);
    if (!figure.isNumber()) {
      throw new IOException("the benchmark of the window does not say " + pointer);
    }
    return figure.asDouble();
  }

  private Path compiled() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-nowarn",
                "-d",
                classes.toString(),
                "-cp",
                libraries(),
                source.toString());
    if (status != 0) {
      throw new IOException(source + " does not compile");
    }
    return classes;
  }

  /**
   * Returns the libraries one by one, because the compiler expands no wildcard when it is called.
   */
  private static String libraries() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".jar"))
          .collect(joining(File.pathSeparator));
    }
  }
}
