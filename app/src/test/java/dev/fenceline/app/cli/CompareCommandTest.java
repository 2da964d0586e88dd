package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.SessionFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class CompareCommandTest {
  @TempDir private Path folder = Path.of("");

  private String record(String id) throws IOException {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.run();
    Path file = folder.resolve(id + ".fenceline");
    SessionFile.save(file, lab.header(), lab.timeline().events());
    return file.toString();
  }

  @Test
  void theThreePoliciesAreToldSideBySide() throws IOException {
    assertThat(
            fenceline("compare", record("baseline"), record("ccr"), record("hold")).isDone().out())
        .containsPattern("\\* Data +corrupt \\(3 findings\\) +intact +intact")
        .containsPattern("\\* Outage +5\\.6\\d s +7\\.1\\d s +20\\.6 s")
        .containsPattern("  Failed +nvme4 +nvme4 +nvme4");
  }

  @Test
  void theComparisonIsPrintedAsJson() throws IOException {
    String out =
        fenceline("compare", "--json", record("baseline"), record("ccr"))
            .isDone()
            .printsJson("comparison")
            .out();

    assertThat(out)
        .containsPattern("\"verdict\" : \"corrupt\"")
        .containsPattern("\"fencedBy\" : \"none\"")
        .containsPattern("\"fencingNanos\" : null")
        .containsPattern("\"fencedBy\" : \"ccr\"")
        .containsPattern("\"fencingNanos\" : 1[45]\\d{8},")
        .containsPattern("\"name\" : \"Outage\",\\s+\"values\" : \\[ \"5\\.6. s\", \"7\\.1. s\" ]");
  }

  @Test
  void reportAndPictureAreWritten() throws IOException {
    Path report = folder.resolve("both.txt");
    Path picture = folder.resolve("both.svg");
    fenceline(
            "compare",
            record("baseline"),
            record("hold"),
            "--out",
            report,
            "--out",
            picture,
            "--theme",
            "light")
        .isDone();

    assertThat(report)
        .content()
        .contains("Data corrupt: 3 writes took effect", "Data intact", "* Outage");
    assertThat(picture)
        .content()
        .startsWith("<svg ")
        .contains("FENCING", "Outage", "20.6 s", "Aligned at the failure of the path.");
  }

  @Test
  void theReportIsWrittenAsMarkdown() throws IOException {
    Path report = folder.resolve("both.md");
    fenceline("compare", record("baseline"), record("ccr"), "--out", report).isDone();

    assertThat(report)
        .content()
        .startsWith("# Comparison\n\n- **")
        .containsPattern("\\*: Data corrupt: ")
        .containsPattern("\\n\\|  \\| .+ \\| .+ \\|\\n\\| --- \\| --- \\| --- \\|\\n")
        .containsPattern(
            "\\| \\*\\*Outage\\*\\* \\| \\*\\*5\\.6. s\\*\\* \\| \\*\\*7\\.1. s\\*\\* \\|")
        .contains("| Failed | nvme4 | nvme4 |");
  }

  @Test
  void anotherKindOfFileIsRefused() throws IOException {
    fenceline("compare", record("ccr"), record("ccr"), "--out", "both.bmp")
        .isWrongUsage(
            "fenceline compare", "both.bmp: expected a name that ends in .svg, .txt or .md");
  }

  @Test
  void nothingIsWrittenIfOneOfTheFilesCannotBe() throws IOException {
    Path report = folder.resolve("both.txt");
    fenceline("compare", record("ccr"), record("ccr"), "--out", report, "--out", "none/both.svg")
        .failed("none/both.svg: no such file or folder");
    assertThat(report).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void twoToSixFilesAreExpected(int files) {
    List<String> command = new ArrayList<>(List.of("compare"));
    command.addAll(Collections.nCopies(files, "ccr.fenceline"));
    fenceline(command.toArray())
        .isWrongUsage("fenceline compare", "expected 2 to 6 files, found " + files);
  }
}
