package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.session.SessionReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code fenceline run} runs a scenario, ends with what became of it, and refuses what it is not.
 */
@Tag("slow")
class RunCommandTest {
  private static final String SELF = "fenceline run";

  /** Ends after two seconds in which nothing fails. */
  private static final String SHORT =
      """
      {"id": "mine", "title": "Mine", "limit": "2 s", // mine
       "workload": {"stopAfterRecovery": "100 ms"}}
      """;

  @TempDir private Path folder;

  @Test
  void aRunThatKeepsItsDataEndsWith0AndSaysHow() {
    Fenceline run = fenceline("run", "ccr").isDone();

    assertThat(run.out()).startsWith("ccr  seed 1  virtual clock").contains("nvme4", "INTACT");
  }

  @Test
  void aRunThatLosesDataEndsWith1AndPrintsTheSummaryAllTheSame() {
    Fenceline run = fenceline("run", "baseline", "--json");

    assertThat(run.status()).isEqualTo(ExitStatus.CORRUPT);
    assertThat(run.err()).isEmpty();
    assertThat(run.printsJson("summary").out()).contains("\"verdict\" : \"corrupt\"");
  }

  @Test
  void aRunThatMissesAnExpectationEndsWith1() throws Exception {
    Path scenario =
        file(
            "missed.json",
            """
            {"id": "missed", "title": "No path fails",
             "workload": {"stopAfterRecovery": "100 ms"}, "limit": "2 s",
             "expectations": [
               {"expectation": "fenced-by", "controller": "nvme4", "by": "ccr"}]}
            """);
    Fenceline run = fenceline("run", scenario, "--json");

    assertThat(run.printsJson("summary").out())
        .contains("\"verdict\" : \"intact\"", "\"breaches\" : 1");
    assertThat(run.status()).isEqualTo(ExitStatus.CORRUPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "unprotected", "two-hosts", "no-kato", "reconnects-exhausted"})
  void theSummaryOfAnyRunIsAsItsSchemaSays(String scenario) {
    fenceline("run", scenario, "--json").printsJson("summary");
  }

  @Test
  void aScenarioFileIsRunWithSettingsAndSeed() throws Exception {
    Path mine = file("mine.json", SHORT);
    Fenceline run = fenceline("run", mine, "--set", "policy=none", "--seed", 9, "--json").isDone();

    assertThat(run.printsJson("summary").out())
        .contains("\"scenario\" : \"mine\"", "\"seed\" : 9", "\"policy\" : \"none\"");
  }

  @Test
  void everyFileThatIsAskedForIsWritten() throws Exception {
    Path session = folder.resolve("run.fenceline");
    Path log = folder.resolve("run.log");
    Path capture = folder.resolve("run.pcapng");
    Path picture = folder.resolve("run.svg");
    Fenceline run =
        fenceline(
            "run",
            "ccr",
            "--save",
            session,
            "--kernel-log",
            log,
            "--pcap",
            capture,
            "--picture",
            picture);

    run.isDone();
    assertThat(SessionReader.read(session).header().title()).isEqualTo("CCR via survivor");
    assertThat(log).content().contains("nvme nvme4: starting controller fencing");
    assertThat(Files.size(capture)).isGreaterThan(100_000);
    assertThat(picture).content().startsWith("<svg").contains("nvme4");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(session, log, capture, picture);
    }
  }

  @Test
  void aScenarioMustBeNamed() {
    fenceline("run").isWrongUsage(SELF, "Missing required parameter", "SCENARIO");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--speed | Unknown option: '--speed'",
        "twice | Unmatched argument at index 2: 'twice'",
        "--seed nine | Invalid value for option '--seed': 'nine' is not a whole number",
        "--set kato | --set kato: expected KEY=VALUE, such as --set kato=10s",
        "--clock sundial | --clock sundial: expected virtual or real",
        "--theme blue | --theme blue: expected dark, light or contrast",
        "--pcap run.cap | run.cap: expected a name that ends in .pcap or .pcapng",
        "--nsid 1 | --nsid",
        "--target 127.0.0.1:4420 | --target needs --subnqn; fenceline discover 127.0.0.1:4420",
      })
  void wrongUsageIsNamed(String arguments, String message) {
    Object[] words = ("run ccr " + arguments).split(" ");
    fenceline(words).isWrongUsage(SELF, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere | \"nowhere\" is neither a file nor a scenario that ships",
        "nowhere | unprotected",
        "ccr --set katoo=5s | there is no parameter \"katoo\"; did you mean \"kato\"?",
        "ccr --set kato=soon | \"soon\" is not a time; write a number and a unit, such as \"5 s\"",
        "ccr --picture run.gif | run.gif: expected a name that ends in .svg, .png or .pdf",
        "ccr --lanes clouds | clouds: expected timers or places",
        "ccr --target here --subnqn nqn.x | \"here\" is not an address: expected HOST:PORT",
      })
  void aWrongValueIsNamedWithWhatIsExpected(String arguments, String message) {
    Object[] words = ("run " + arguments).split(" ");
    fenceline(words).isBadInput(message);
  }

  @Test
  void aFileThatIsNoScenarioIsRefusedWithThePlaceThatIsWrong() throws Exception {
    Path half = file("half.json", "{\"id\": \"half\",");
    Path misspelt = file("misspelt.json", "{\"id\": \"x\", \"title\": \"t\",\n \"hoost\": {}}");
    Path list = file("list.json", "[]");
    Path packed = folder.resolve("packed.json");
    Files.write(packed, new byte[] {0x1f, (byte) 0x8b, 8, 0, (byte) 0xff});

    fenceline("run", half).isBadInput("half.json:1:", "no valid JSON");
    fenceline("run", misspelt).isBadInput("misspelt.json:2:", "did you mean \"host\"?");
    fenceline("run", list).isBadInput("list.json: a scenario is one JSON object");
    fenceline("run", packed).isBadInput("packed.json: this is not text in UTF-8");
    fenceline("run", folder).isBadInput(folder + "\" is neither a file nor a scenario");
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenIsNamedAsItWasGiven() throws Exception {
    Path mine = file("mine.json", SHORT);
    for (String option : List.of("--save", "--kernel-log")) {
      Path file = folder.resolve("no such folder").resolve("run.fenceline");
      fenceline("run", mine, option, file).failed(file + ": no such file or folder");
    }
    fenceline("run", mine, "--save", folder).failed(folder + ": Is a directory");
    Path saved = folder.resolve("saved.fenceline");
    fenceline("run", mine, "--save", saved, "--kernel-log", folder)
        .failed(folder + ": Is a directory");
    assertThat(saved).as("nothing runs in vain").doesNotExist();
  }

  @Test
  void withoutAConnectionToARealTargetItEndsWith3() {
    fenceline("run", "steady", "--target", "127.0.0.1:1", "--subnqn", "nqn.x")
        .failed("no connection to 127.0.0.1:1", "Connection refused");
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }
}
