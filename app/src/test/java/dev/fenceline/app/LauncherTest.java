package dev.fenceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher starts Java with the options that suit the command. */
@Timeout(60)
class LauncherTest {
  private static final Path LAUNCHER = Path.of("src", "main", "launch", "fenceline");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "--version, -XX:+UseSerialGC",
    "run, -XX:+UseSerialGC",
    "info, -XX:+UseSerialGC",
    "sweep, -XX:+UseParallelGC",
    "report, -XX:+UseParallelGC",
    "serve, -XX:+UseG1GC",
    "relay, -XX:+UseG1GC",
  })
  void longCommandsGetBothCompilersAndShortOnesStartQuickly(String command, String collector)
      throws Exception {
    List<String> options = start(25, command, "a file");
    assertThat(options).endsWith("dev.fenceline.app.Main", command, "a file");
    assertThat(options).filteredOn(each -> each.endsWith("GC")).containsExactly(collector);
    assertThat(options.contains("-XX:TieredStopAtLevel=1"))
        .isEqualTo(collector.equals("-XX:+UseSerialGC"));
  }

  @ParameterizedTest
  @CsvSource({
    "31, -XX:+UseSerialGC, true",
    "33, -XX:+UseParallelGC, true",
    "513, -XX:+UseParallelGC, false",
  })
  void aCommandThatReadsABigFileGetsRoomForIt(long mebibytes, String collector, boolean isQuick)
      throws Exception {
    Path file = folder.resolve("a big file.fenceline");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(mebibytes << 20);
    }
    List<String> options = start(25, "info", "--json", file.toString());
    assertThat(options).endsWith("info", "--json", file.toString());
    assertThat(options).filteredOn(each -> each.endsWith("GC")).containsExactly(collector);
    assertThat(options.contains("-XX:TieredStopAtLevel=1")).isEqualTo(isQuick);
    assertThat(options.contains("-XX:+UseTransparentHugePages")).isEqualTo(mebibytes > 32);
    assertThat(start(25, file.toString())).contains("-XX:+UseSerialGC"); // the window
  }

  @Test
  void withoutACommandItStartsToo() throws Exception {
    assertThat(start(26)).endsWith("dev.fenceline.app.Main").contains("-XX:+UseSerialGC");
  }

  /** Starts it with a Java of this version that prints each of its arguments on a line. */
  private List<String> start(int version, String... arguments) throws Exception {
    Path java = folder.resolve("bin").resolve("java");
    Files.createDirectories(java.getParent());
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"%d\"\n".formatted(version));
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    List<String> command = new ArrayList<>(List.of("sh", LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder launcher = new ProcessBuilder(command).redirectErrorStream(true);
    launcher.environment().put("JAVA_HOME", folder.toString());
    launcher.environment().remove("FENCELINE_OPTS");
    Process running = launcher.start();
    List<String> lines =
        new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(running.waitFor()).isZero();
    return lines;
  }
}
