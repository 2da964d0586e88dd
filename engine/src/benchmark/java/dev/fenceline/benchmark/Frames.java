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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Runs the window benchmark once for each session, on the display that the environment names. */
final class Frames {
  private static final Path SOURCE =
      Path.of("app/src/benchmark/java/dev/fenceline/app/swimlane/FrameBenchmark.java");
  private static final Path LIBRARIES = Path.of("app/target/fenceline/lib");
  private static final long LIMIT_MINUTES = 3;

  private final Inputs inputs;
  private final Map<Integer, JsonNode> bySize = new HashMap<>();

  Frames(Inputs inputs) {
    this.inputs = inputs;
  }

  /**
   * Returns a figure for a session with the given number of events.
   *
   * @param pointer JSON pointer to it in the output of the benchmark
   */
  double of(int events, String pointer) throws IOException, InterruptedException {
    JsonNode known = bySize.get(events);
    JsonNode measured = known == null ? run(inputs.session(events)) : known;
    bySize.put(events, measured);
    JsonNode figure = measured.at(pointer);
    if (!figure.isNumber()) {
      throw new IOException("the benchmark of the window does not say " + pointer);
    }
    return figure.asDouble();
  }

  private JsonNode run(Path session) throws IOException, InterruptedException {
    String classPath = compiled() + File.pathSeparator + LIBRARIES + "/*";
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                // As the launcher starts the window.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dprism.order=sw",
                "-Djavafx.animation.fullspeed=true",
                "-cp",
                classPath,
                "dev.fenceline.app.swimlane.FrameBenchmark",
                session.toString()));
    Path said = inputs.folder().resolve("frames.out");
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

  private Path compiled() throws IOException {
    Path classes = Files.createDirectories(inputs.folder().resolve("classes"));
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
                SOURCE.toString());
    if (status != 0) {
      throw new IOException(SOURCE + " does not compile");
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
