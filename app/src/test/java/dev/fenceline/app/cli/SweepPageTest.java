package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the page on sweeps do what it says. A shell runs them as they stand there, with
 * the variables that Slurm and Kubernetes would set, and notes each call of the program; the calls
 * are then made here, with fewer seeds.
 */
@Timeout(180)
@Tag("slow")
class SweepPageTest {
  private static final Path PAGE =
      Path.of("..", "engine", "src", "main", "java", "dev", "fenceline", "sweep", "README.md");
  private static final Pattern BLOCK = Pattern.compile("```(sh|yaml)\n(.*?)```", Pattern.DOTALL);
  private static final String MERGE = "fenceline sweep --merge part-*.jsonl";
  private static final int PARTS = 4;

  private static final String SHORT =
      """
      {"id": "short", "title": "Ends soon", "limit": "2 s",
       "workload": {"stopAfterRecovery": "100 ms"}}
      """;

  /** Notes its arguments, and makes the files that it would make, so that a shell finds them. */
  private static final String NOTING =
      """
      #!/bin/sh
      echo "$@" >> calls
      for word; do case $word in *.jsonl) : >> "$word" ;; esac; done
      """;

  @TempDir private Path folder;
  private List<String> blocks = List.of();

  @BeforeEach
  void readPage() throws Exception {
    Path noting = Files.writeString(folder.resolve("fenceline"), NOTING);
    Files.writeString(folder.resolve("short.json"), SHORT);
    assertThat(noting.toFile().setExecutable(true)).isTrue();
    blocks = BLOCK.matcher(Files.readString(PAGE)).results().map(each -> each.group(2)).toList();
    assertThat(blocks).hasSize(3);
  }

  @Test
  void aPlainLoop() throws Exception {
    shell(blocks.get(0), Map.of());
    assertPrintsWhatTheWholePrints();
  }

  @Test
  void aSlurmJobArray() throws Exception {
    assertThat(blocks.get(1)).contains("#SBATCH --array=1-" + PARTS);
    for (int task = 1; task <= PARTS; task++) {
      shell(
          blocks.get(1),
          Map.of("SLURM_ARRAY_TASK_ID", "" + task, "SLURM_ARRAY_TASK_COUNT", "" + PARTS));
    }
    shell(MERGE, Map.of());
    assertPrintsWhatTheWholePrints();
  }

  @Test
  void aKubernetesJob() throws Exception {
    String job = blocks.get(2);
    assertThat(job).contains("completions: " + PARTS);
    String command =
        Pattern.compile("args:\n +- (.*?)\n +volumeMounts", Pattern.DOTALL)
            .matcher(job)
            .results()
            .map(each -> each.group(1).replaceAll("\n +", " "))
            .findFirst()
            .orElseThrow();
    for (int index = 0; index < PARTS; index++) {
      shell(command, Map.of("JOB_COMPLETION_INDEX", "" + index));
    }
    shell(MERGE, Map.of());
    assertPrintsWhatTheWholePrints();
  }

  private void shell(String script, Map<String, String> variables) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).redirectErrorStream(true);
    shell.environment().putAll(variables);
    shell.environment().compute("PATH", (_, path) -> folder + File.pathSeparator + path);
    Process running = shell.start();
    assertThat(new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(running.waitFor()).isZero();
  }

  private void assertPrintsWhatTheWholePrints() throws Exception {
    List<String> calls = Files.readAllLines(folder.resolve("calls"));
    assertThat(calls).hasSize(PARTS + 1);
    List<Fenceline> made = new ArrayList<>();
    for (String call : calls) {
      made.add(fenceline(Stream.of(call.split(" ")).map(this::inFolder).toArray()).isDone());
    }
    Fenceline whole = fenceline("sweep", folder.resolve("short.json"), "--seeds", 5);
    assertThat(made.getLast()).isEqualTo(whole);
  }

  /** A quick scenario with few seeds instead of that of the page; files in the test's folder. */
  private Object inFolder(String word) {
    return switch (word) {
      case "ccr" -> folder.resolve("short.json");
      case "10000" -> "5";
      default -> word.endsWith(".jsonl") ? folder.resolve(word) : word;
    };
  }
}
