package dev.fenceline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Conditions.Comparison;
import dev.fenceline.scenario.setting.Conditions.Condition;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.MomentText;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.TimeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios are read as people write them, and refused with a place and a reason. */
class ScenarioReaderTest {
  @Test
  void theFourRowsShipWithTheNumbersOfTheTestReport() {
    List<Scenario> rows =
        ScenarioLibrary.all().stream().filter(row -> row.group() == Scenario.Group.MAIN).toList();
    assertThat(rows)
        .extracting(Scenario::id)
        .containsExactly("baseline", "ccr", "hold", "unprotected");
    assertThat(rows)
        .extracting(Scenario::title)
        .containsExactly(
            "Baseline, no fencing", "CCR via survivor", "CQT hold, no CCR", "Neither CQT nor CCR");
    for (Scenario scenario : rows) {
      assertThat(scenario.host().katoMillis()).isEqualTo(5_000);
      assertThat(scenario.host().reconnectDelayMillis()).isEqualTo(10_000);
      assertThat(scenario.host().ctrlLossMillis()).isEqualTo(600_000);
      assertThat(scenario.host().ioPolicy()).isEqualTo(HostSettings.IoPolicy.QUEUE_DEPTH);
      assertThat(scenario.target().trafficBasedKeepAlive()).isFalse();
      assertThat(scenario.target().keepAliveGranularity()).isEqualTo(10);
      assertThat(scenario.target().quiesceMillis()).isEqualTo(1_500);
      assertThat(scenario.paths())
          .extracting(PathSettings::address)
          .containsExactly("10.0.0.1:4420", "10.0.0.2:4420");
      assertThat(scenario.faults())
          .containsExactly(
              new ScheduledFault(
                  null,
                  new Moment("cut", millis(-150), 0),
                  new Moment("cut", 0, 0),
                  new Fault.SlowWrite(2, 8_800)),
              new ScheduledFault(
                  "cut",
                  new Moment(null, millis(6_000), millis(1_000)),
                  new Moment(null, millis(14_500), 0),
                  new Fault.Stall("B", Fault.Directions.BOTH, false)));
    }
  }

  @Test
  void theLibraryShowsItsGroupsOneAfterTheOther() {
    assertThat(ScenarioLibrary.all())
        .extracting(Scenario::group)
        .isSorted()
        .doesNotContain(Scenario.Group.OWN);
    assertThat(ScenarioLibrary.ids()).doesNotHaveDuplicates();
  }

  /** A file that the list forgets would be seen by nobody. */
  @Test
  void everyScenarioThatShipsIsInTheLibrary() throws Exception {
    Path folder =
        Path.of(Objects.requireNonNull(getClass().getResource("/scenarios/library.txt")).toURI())
            .getParent();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> f.endsWith(".json")))
          .containsExactlyInAnyOrderElementsOf(
              ScenarioLibrary.ids().stream().map(id -> id + ".json").toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none, NONE, none",
    "time-based, TIME_BASED, time-based",
    "rfc, RFC, rfc",
    "v3, V3, v3",
    "v4, V4, v4",
    "best, BEST, best",
    "rpfr, BEST, best",
    "rpfr-no-hold, V4, v4"
  })
  void thePoliciesHaveNamesAndThoseOfOlderFilesAreRead(
      String word, RecoveryPolicy policy, String written) {
    Scenario scenario =
        ScenarioReader.read(
            "{\"id\": \"x\", \"title\": \"x\", \"host\": {\"policy\": \"%s\"}}".formatted(word),
            "x");

    assertThat(scenario.host().policy()).isEqualTo(policy);
    assertThat(ScenarioWriter.write(scenario)).contains("\"policy\":\"" + written + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "baseline, NONE, 5000, 4, corrupt, none",
    "ccr, BEST, 5000, 4, intact, ccr",
    "hold, BEST, 5000, 0, intact, hold",
    "unprotected, BEST, 0, 0, corrupt, none"
  })
  void theRowsDifferAsTheReportSays(
      String id, RecoveryPolicy policy, long cqtMillis, int ccrLimit, String verdict, String by) {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();

    assertThat(scenario.id()).isEqualTo(id);
    assertThat(scenario.host().policy()).isEqualTo(policy);
    assertThat(scenario.target().cqtMillis()).isEqualTo(cqtMillis);
    assertThat(scenario.target().ccrLimit()).isEqualTo(ccrLimit);
    assertThat(scenario.expectations())
        .contains(new Expectation.DataIs(verdict), new Expectation.FencedBy("nvme4", by));
  }

  @Tag("slow")
  @Test
  void whatIsWrittenIsReadBack() {
    for (Scenario scenario : ScenarioLibrary.all()) {
      assertThat(ScenarioReader.read(ScenarioWriter.write(scenario), "x")).isEqualTo(scenario);
      assertThat(ScenarioReader.read(ScenarioWriter.writePretty(scenario), "x"))
          .isEqualTo(scenario);
    }
  }

  @Test
  void everyFaultAndExpectationCanBeWritten() {
    String text =
        """
        { "id": "all", "title": "All of them", // the rest is as by default
          "faults": [
            { "fault": "stall", "path": "A", "at": "1 s", "directions": "to-target", "keepBytes": true },
            { "fault": "black-hole", "path": "B", "at": "1 s" },
            { "fault": "reset", "path": "B", "at": "1.5 s" },
            { "fault": "refuse", "path": "B", "at": "2 s", "until": "3 s" },
            { "fault": "delay", "path": "B", "at": "2 s", "delay": "1 ms", "jitter": "10 us" },
            { "fault": "heal", "path": "B", "at": "4 s" },
            { "name": "slow", "fault": "slow-write", "takes": "2 s", "at": "2 s" },
            { "fault": "slow-write-off", "at": "slow + 100 ms + random 1 ms" },
            { "fault": "hang", "at": "slow" },
            { "fault": "hang-off", "at": "slow + 1 s", }, /* a comma too many is none */
            { "fault": "ana", "path": "A", "state": "non-optimized", "at": "5 s", "until": "6 s" },
          ],
          "expectations": [
            { "expectation": "data-is", "verdict": "intact" },
            { "expectation": "fenced-within", "controller": "nvme3", "to": "1 s" },
            { "expectation": "detected-between", "controller": "nvme4", "from": "1 s", "to": "2 s" },
            { "expectation": "slow-writes", "controller": 2 },
            { "expectation": "sequence", "of": [
              { "event": "aen-sent", "lane": "target/1.1", "with": { "dw0": "001EF402h" } },
              { "event": "ccr-ended", "with": { "outcome": "success", "source": "!= nvme4" } } ] },
            { "expectation": "count", "of": { "event": "fault" }, "atLeast": 1, "atMost": 3 },
            { "expectation": "fields", "of": { "event": "ccr-answered", "lane": "host/nvme4", "nth": 2 },
              "are": { "status": ">= 1", "immediate": false } },
            { "expectation": "compared", "of": { "event": "ccr-log-entry" }, "to": { "event": "ccr-issued" },
              "are": { "ciu": "impacted.ciu" } },
            { "expectation": "duration", "between": { "event": "hold-armed" }, "and": { "event": "hold-ended" },
              "to": "15.1 s" }
          ]
        }
        """;
    Scenario scenario = ScenarioReader.read(text, "all.json");

    assertThat(scenario.faults()).hasSize(11);
    assertThat(scenario.expectations())
        .hasSize(9)
        .contains(
            new Expectation.Fields(
                new EventPattern("ccr-answered", "host/nvme4", new Conditions(List.of()), 2),
                new Conditions(
                    List.of(
                        new Condition("status", Comparison.AT_LEAST, "1"),
                        new Condition("immediate", Comparison.EQUAL, "false")))));
    assertThat(scenario.faults().get(7).at()).isEqualTo(new Moment("slow", millis(100), millis(1)));
    assertThat(scenario.host().policy()).isEqualTo(RecoveryPolicy.BEST);
    assertThat(ScenarioReader.read(ScenarioWriter.write(scenario), "x")).isEqualTo(scenario);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":|a.json:1:7: no valid JSON",
        "[]|one JSON object",
        "{\"id\":\"x\"}|\"title\" is missing",
        "{ID \"host\":{\"katoo\":\"5 s\"}}|a.json:1:31: host.katoo: this setting is not known; did"
            + " you mean \"kato\"?",
        "{ID \"hoost\":{}}|hoost: this setting is not known; did you mean \"host\"?",
        "{ID \"host\":{\"kato\":5}}|host.kato: expected a text in quotes, not 5",
        "{ID \"host\":{\"kato\":\"5\"}}|host.kato: \"5\" has no unit",
        "{ID \"host\":{\"kato\":\"5 x\"}}|unknown unit \"x\"",
        "{ID \"host\":{\"kato\":\"2 h\"}}|host.kato: 7200 s is out of range: 0 s to 3600 s",
        "{ID \"host\":{\"kato\":\"1 us\"}}|finer than 1 ms",
        "{ID \"host\":{\"policy\":\"rpf\"}}|\"rpf\" is not one of none, time-based, rfc, v3, v4,"
            + " best",
        "{ID \"host\":{\"headerDigest\":\"on\"}}|expected true or false",
        "{ID \"host\":{\"ioQueues\":0}}|host.ioQueues: 0 is out of range: 1 to 64",
        "{ID \"host\":{\"ioQueues\":1.5}}|expected a whole number, not 1.5",
        "{ID \"host\":[]}|host: expected an object",
        "{ID \"paths\":{}}|paths: expected a list",
        "{ID \"paths\":[]}|paths: a host needs a path",
        "{ID \"target\":{\"quiesce\":\"9 s\"}}|target: target.quiesce 9000 ms is longer than"
            + " target.cqt 5000 ms",
        "{ID \"faults\":[{\"fault\":\"stal\",\"at\":\"1 s\"}]}|faults[0].fault: \"stal\" is not"
            + " known; did you mean \"stall\"?",
        "{ID \"faults\":[{\"at\":\"1 s\"}]}|faults[0]: \"fault\" is missing: one of stall,",
        "{ID \"faults\":[{\"fault\":\"heal\",\"path\":\"C\",\"at\":\"1 s\"}]}|faults[0].path: there"
            + " is no path \"C\"; known are A, B",
        "{ID \"faults\":[{\"fault\":\"hang\",\"at\":\"soon - 1\"}]}|faults[0].at: \"1\" has no"
            + " unit",
        "{ID \"faults\":[{\"fault\":\"hang\",\"at\":\"cut\"}]}|there is no fault \"cut\"",
        "{ID \"faults\":[{\"name\":\"a\",\"fault\":\"hang\",\"at\":\"a + 1 s\"}]}|this moment"
            + " depends on itself",
        "{ID \"actions\":[{\"action\":\"disconect\",\"at\":\"1 s\"}]}|a.json:1:35:"
            + " actions[0].action: \"disconect\" is not known; did you mean \"disconnect\"?",
        "{ID \"actions\":[{\"action\":\"reset\",\"controller\":\"nvm4\",\"at\":\"1"
            + " s\"}]}|actions[0].controller: there is no controller \"nvm4\"; did you mean"
            + " \"nvme4\"?",
        "{ID \"actions\":[{\"action\":\"ccr\",\"through\":\"nvme3\",\"of\":\"nvme44\",\"at\":\"1"
            + " s\"}]}|actions[0].of: there is no controller \"nvme44\"",
        "{ID \"actions\":[{\"action\":\"ccr\",\"through\":\"nvme3\",\"of\":\"nvme4\",\"naming\":\"old\",\"at\":\"1"
            + " s\"}]}|\"old\" is not one of current, former, wrong-ciu, wrong-cirn",
        "{ID \"actions\":[{\"action\":\"connect\",\"controller\":\"nvme4\",\"at\":\"cut\"}]}|actions[0].at:"
            + " there is no fault \"cut\"",
        "{ID \"actions\":[{\"action\":\"connect\",\"controller\":\"nvme4\",\"times\":2,\"at\":\"1"
            + " s\"}]}|actions[0]: what is done more than once needs \"every\"",
        "{ID \"actions\":[{\"action\":\"connect\",\"controller\":\"nvme4\",\"times\":0,\"at\":\"1"
            + " s\"}]}|actions[0].times: 0 is out of range: 1 to 100000",
        "{ID \"target\":{\"subsystemNqn\":\"x\"}}|target.subsystemNqn: \"x\" is not an NQN",
        "{ID \"host\":{\"hostNqn\":\"nqn.x\"}}|host.hostNqn: \"nqn.x\" is not an NQN: expected"
            + " nqn.YYYY-MM.DOMAIN:NAME",
        "{ID \"permits\":[\"H99\"]}|permits[0]: \"H99\" is not one of H1, H2",
        "{ID \"permits\":[\"V1\"]}|permits[0]: \"V1\" is not one of H1, H2",
        "{EX \"count\",\"of\":{\"event\":\"finding\",\"with\":{\"rule\":\"lost-updat\"}},\"atMost\":0}]}|there"
            + " is no rule \"lost-updat\"; did you mean \"lost-update\"?",
        "{ID \"expectations\":[{\"expectation\":\"data-is\",\"verdict\":\"good\"}]}|there is no"
            + " verdict \"good\"",
        "{ID \"expectations\":[{\"expectation\":\"fenced-by\",\"controller\":\"nvme9\",\"by\":\"ccr\"}]}|there"
            + " is no controller \"nvme9\"",
        "{EX \"sequence\",\"of\":[]}]}|expectations[0].of: a sequence needs an event",
        "{EX \"sequence\",\"of\":[{\"event\":\"aen-send\"}]}]}|expectations[0].of[0].event: there"
            + " is no event \"aen-send\"; did you mean \"aen-sent\"?",
        "{EX \"count\",\"of\":{\"event\":\"fault\"}}]}|expectations[0]: give either \"exactly\", or"
            + " \"atLeast\", \"atMost\" or both",
        "{EX \"count\",\"of\":{\"event\":\"fault\",\"nth\":2},\"exactly\":1}]}|a.json:1:84:"
            + " expectations[0].of.nth: has no meaning here",
        "{EX \"fields\",\"of\":{\"event\":\"fault\",\"nth\":0},\"are\":{}}]}|expectations[0].of:"
            + " \"nth\" counts from 1",
        "{EX \"fields\",\"of\":{\"event\":\"fault\",\"lane\":\"lab/lap\"},\"are\":{}}]}|expectations[0].of.lane:"
            + " there is no lane \"lab/lap\"; did you mean \"lab/lab\"?",
        "{EX \"fields\",\"of\":{\"event\":\"ccr-ended\"},\"are\":{\"impacted.cui\":1}}]}|there is"
            + " no field of ccr-ended \"impacted.cui\"; did you mean \"impacted.ciu\"?",
        "{EX \"fields\",\"of\":{\"event\":\"ccr-ended\"},\"are\":{\"outcome\":\"sucess\"}}]}|there"
            + " is no value \"sucess\"; did you mean \"success\"?",
        "{EX \"fields\",\"of\":{\"event\":\"ccr-ended\"},\"are\":{\"outcome\":\">"
            + " success\"}}]}|only numbers are more or less than others",
        "{EX \"fields\",\"of\":{\"event\":\"ccr-ended\"},\"are\":{\"impacted.ciu\":\"many\"}}]}|\"many\""
            + " is not a number",
        "{EX \"fields\",\"of\":{\"event\":\"ccr-ended\"},\"are\":{\"outcome\":1.5}}]}|expected a"
            + " number, a text, true or false, not 1.5",
        "{EX \"fields\",\"of\":{\"event\":\"ccr-ended\"},\"are\":[]}]}|expectations[0].are:"
            + " expected an object",
        "{EX \"compared\",\"of\":{\"event\":\"fault\"},\"to\":{\"event\":\"note\"},\"are\":{\"byHand\":\"text\"}}]}|expectations[0].are.byHand:"
            + " true or false cannot be compared with text, which is a text",
        "{ID \"workload\":{\"blocks\":100000}}|workload.blocks: the namespace has only 65536"
            + " blocks",
        "{ID \"workload\":{\"nsid\":2}}|workload.nsid: the target has no namespace 2",
        "{ID \"workloads\":[{\"nsid\":1}]}|workloads[0].nsid: two workloads use namespace 1",
        "{ID \"workloads\":[{\"nsid\":2,\"workers\":0}]}|workloads[0].workers: 0 is out of range: 1"
            + " to 256",
        "{ID TWO \"hosts\":[{}]}|hosts[0]: \"host\" is missing",
        "{ID TWO \"hosts\":[{\"host\":{\"kato\":\"2 h\"},PATHS}]}|hosts[0].host.kato: 7200 s is out"
            + " of range: 0 s to 3600 s",
        "{ID TWO \"hosts\":[{\"host\":{},PATHS}]}|hosts: two hosts have an nvme3: set firstDevice",
        "{ID TWO"
            + " \"hosts\":[{\"host\":{\"firstDevice\":9},\"paths\":[],\"workload\":{\"nsid\":2}}]}|hosts[0].paths:"
            + " a host needs a path",
        "{ID TWO"
            + " \"hosts\":[{\"host\":{\"firstDevice\":9},\"paths\":[{\"name\":\"A\",\"port\":1,\"address\":\"a\"}],\"workload\":{\"nsid\":2}}]}|hosts[0].paths[0].name:"
            + " two paths are called A",
        "{ID \"faults\":[{\"fault\":\"ana\",\"path\":\"C\",\"state\":\"change\",\"at\":\"1"
            + " s\"}]}|faults[0].path: there is no path \"C\"",
        "{ID \"faults\":[{\"fault\":\"ana\",\"path\":\"A\",\"state\":\"gone\",\"at\":\"1"
            + " s\"}]}|\"gone\" is not one of optimized, non-optimized, inaccessible",
        "{ID \"id\":\"again\"}|Duplicate field 'id'"
      })
  void badInputSaysWhatAndWhereAndWhatToDo(String text, String message) {
    String json =
        text.replace("EX ", "ID \"expectations\":[{\"expectation\":")
            .replace("ID ", "\"id\":\"x\",\"title\":\"t\",")
            .replace("TWO", "\"target\":{\"namespaces\":[{},{\"nsid\":2}]},")
            .replace(
                "PATHS",
                "\"paths\":[{\"name\":\"C\",\"port\":1,\"address\":\"c\"}],\"workload\":{\"nsid\":2}");

    assertThatThrownBy(() -> ScenarioReader.read(json, "a.json"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("a.json:")
        .hasMessageContaining(message);
  }

  @Test
  void messagesPointToLineAndColumn() {
    String text =
        """
        {
          "id": "x",
          "title": "t", // a comment
          "target": {
            "cqt": "5 s",
            "ccrl": 4
          }
        }
        """;

    assertThatThrownBy(() -> ScenarioReader.read(text, "a.json"))
        .hasMessageStartingWith("a.json:6:5: target.ccrl: this setting is not known");
  }

  @Test
  void aPersonNamesAScenarioByIdOrFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(file, "{\"id\":\"mine\",\"title\":\"Mine\"}");

    assertThat(ScenarioLibrary.open(file.toString()).id()).isEqualTo("mine");
    assertThat(ScenarioLibrary.open(file.toString()).group()).isEqualTo(Scenario.Group.OWN);
    assertThat(ScenarioLibrary.open("hold").id()).isEqualTo("hold");
    assertThatThrownBy(() -> ScenarioLibrary.open("holt"))
        .hasMessage("\"holt\" is neither a file nor a scenario that ships; did you mean \"hold\"?");
  }

  @Property
  void timesComeBackAsTheyWere(@ForAll @LongRange(min = 0) long nanos) {
    assertThat(TimeText.nanos(TimeText.of(nanos))).isEqualTo(nanos);
  }

  @Property
  void momentsComeBackAsTheyWere(
      @ForAll boolean anchored,
      @ForAll @LongRange(min = 0, max = 1L << 50) long offset,
      @ForAll boolean before,
      @ForAll @LongRange(min = 0, max = 1L << 40) long spread) {
    Moment moment =
        new Moment(anchored ? "cut" : null, anchored && before ? -offset : offset, spread);

    assertThat(MomentText.read(MomentText.of(moment))).isEqualTo(moment);
  }

  @Test
  void timesDoNotDependOnTheLanguageOfTheMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(TimeText.of(8_800_000_000L)).isEqualTo("8.8 s");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
