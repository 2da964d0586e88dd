package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.assertIsJson;
import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fenceline report} runs the rows that are asked for and writes them in every form. */
@Timeout(180)
@Tag("slow")
class ReportCommandTest {
  private static final String SELF = "fenceline report";

  @TempDir private Path folder;

  @Test
  void rowsThatMeetTheirExpectationsEndWith0AlsoIfTheyLoseData() throws Exception {
    Path json = folder.resolve("report.json");
    Path html = folder.resolve("report.html");
    Path markdown = folder.resolve("report.md");
    Fenceline report =
        fenceline(
            "report", "--rows", "baseline,ccr", "--out", json, "--out", html, "--out", markdown);

    report.isDone();
    assertThat(report.out()).startsWith("test ").contains("baseline", "ccr", "2 passed");
    assertIsJson(Files.readString(json), "report");
    assertThat(html).content().startsWith("<!DOCTYPE html>").contains("<code>baseline</code>");
    assertThat(markdown).content().contains("baseline");
  }

  @Test
  void aRowThatMissesAnExpectationEndsWith1AndIsWrittenAllTheSame() throws Exception {
    Path missed =
        Files.writeString(
            folder.resolve("missed.json"),
            """
            {"id": "missed", "title": "No path fails", "limit": "2 s",
             "workload": {"stopAfterRecovery": "100 ms"},
             "expectations": [
               {"expectation": "fenced-by", "controller": "nvme4", "by": "ccr"}]}
            """);
    Path json = folder.resolve("report.json");
    Fenceline report = fenceline("report", "--rows", missed, "--seed", 5, "--out", json);

    assertThat(report.status()).isEqualTo(ExitStatus.CORRUPT);
    assertThat(report.err()).isEmpty();
    assertThat(report.out()).contains("missed", "failed");
    String text = Files.readString(json);
    assertIsJson(text, "report");
    assertThat(text).contains("\"good\" : false", "\"seed\" : 5", "\"rule\" : \"expectation\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format html | Unknown option",
        "--out | Missing required parameter for option '--out' (FILE)",
        "--seed nine | Invalid value for option '--seed': 'nine' is not a whole number",
        "--slow-hint-before true | need a real target: name it with --target",
        "--overwrite | need a --target",
        "--target 127.0.0.1:1 | --target needs --subnqn",
        "--target 127.0.0.1:1 --subnqn nqn.x --slow-hint-after true | must be given together",
        "--target 127.0.0.1:1 --subnqn nqn.x --lba 0-15 | both --nsid and --lba",
        "--target 127.0.0.1:1 --subnqn nqn.x --nsid 1 --lba 5 | --lba 5: expected FIRST-LAST",
      })
  void wrongUsageIsNamed(String arguments, String message) {
    fenceline(words(arguments)).isWrongUsage(SELF, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rows nowhere | \"nowhere\" is neither a file nor a scenario that ships",
        "--rows ccr --out report.pdf | report.pdf: expected a name that ends in .html, .md or"
            + " .json",
        "--rows pom.xml | pom.xml:1:",
      })
  void aWrongValueIsNamedWithWhatIsExpected(String arguments, String message) {
    fenceline(words(arguments)).isBadInput(message);
  }

  @Test
  void whatTheMachineRefusesEndsWith3() {
    Path none = folder.resolve("none").resolve("report.md");
    Path before = folder.resolve("before.md");
    fenceline("report", "--rows", "steady", "--out", before, "--out", none)
        .failed(none + ": no such file or folder");
    assertThat(before).as("nothing runs in vain").doesNotExist();
    fenceline("report", "--target", "127.0.0.1:1", "--subnqn", "nqn.x")
        .failed("no connection to 127.0.0.1:1");
  }

  private static Object[] words(String arguments) {
    return ("report " + arguments).split(" ");
  }
}
