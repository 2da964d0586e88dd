package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fenceline sweep} runs many seeds and settings, and merges what others have run. */
@Timeout(180)
@Tag("slow")
class SweepCommandTest {
  private static final String SELF = "fenceline sweep";

  /** Ends while the host still holds, so that how fencing ends is not known. */
  private static final String UNFINISHED =
      """
      {"id": "unfinished", "title": "Ends too soon", "limit": "6 s",
       "host": {"kato": "2 s", "policy": "time-based"}, "target": {"cqt": "65 s"},
       "faults": [{"fault": "stall", "path": "A", "at": "1 s"},
                  {"fault": "stall", "path": "B", "at": "1 s"}]}
      """;

  /** Ends after two seconds in which nothing fails. */
  private static final String SHORT =
      """
      {"id": "short", "title": "Ends soon", "limit": "2 s",
       "workload": {"stopAfterRecovery": "100 ms"}}
      """;

  @TempDir private Path folder;

  @Test
  void theResultIsPrintedAsATableAsJsonAndAsCsv() throws Exception {
    Path csv = folder.resolve("runs.csv");
    Object[] arguments = {
      "sweep", shortScenario(), "--seeds", 2, "--set", "kato=5s", "--vary", "cqt=4s,5s"
    };
    Fenceline table = fenceline(arguments);
    Fenceline json = fenceline(with(arguments, "--json", "--csv", csv));

    assertThat(table.err()).isEmpty();
    assertThat(table.out()).startsWith("short  2 cases x 2 seeds, 4 runs").contains("worst seeds");
    json.printsJson("sweep");
    assertIsScenario(json.out());
    assertThat(Files.readAllLines(csv))
        .hasSize(5)
        .first()
        .isEqualTo(
            "case,cqt,seed,verdict,corruptions,breaches,missed,fencedBy,"
                + "detectionNanos,fencingNanos,holdNanos,outageNanos,events");
    assertThat(csv).content().doesNotContain("\r");
  }

  @Test
  void itEndsWith0IfNoRunFailedAndWith1IfOneDid() throws Exception {
    fenceline("sweep", shortScenario(), "--seeds", 2).isDone();
    Fenceline losing = fenceline("sweep", scenario(), "--seeds", 1, "--json");

    assertThat(losing.printsJson("sweep").out()).contains("\"failed\":1", "\"not known\"");
    assertThat(losing.status()).isEqualTo(ExitStatus.CORRUPT);
  }

  @Test
  void mergedShardsAreTheBytesOfTheWhole() throws Exception {
    Path scenario = scenario();
    Fenceline whole = fenceline("sweep", scenario, "--seeds", 3, "--json");
    Path[] shards = new Path[2];
    for (int i = 0; i < shards.length; i++) {
      String shard = (i + 1) + "/2";
      String part =
          fenceline("sweep", scenario, "--seeds", 3, "--shard", shard, "--json")
              .printsJson("sweep")
              .out();
      shards[i] = Files.writeString(folder.resolve("shard" + i + ".json"), part);
    }
    Fenceline merged = fenceline("sweep", "--json", "--merge", shards[0], shards[1]);

    assertThat(merged.err()).isEmpty();
    assertThat(merged.out()).isEqualTo(whole.out());
    assertThat(merged.status()).isEqualTo(whole.status());
  }

  @Test
  void aKilledShardContinuesWhereItStoppedAndMergesToTheBytesOfTheWhole() throws Exception {
    Path scenario = scenario();
    Object[] sweep = {"sweep", scenario, "--seeds", 3, "--vary", "cqt=60s,65s"};
    Path[] shards = new Path[2];
    for (int i = 0; i < shards.length; i++) {
      shards[i] = folder.resolve("shard" + i + ".jsonl");
      fenceline(with(sweep, "--shard", (i + 1) + "/2", "--keep", shards[i]));
    }
    String kept = Files.readString(shards[0]);
    assertThat(kept.lines()).as("the plan and 3 runs").hasSize(4);
    Files.writeString(shards[0], kept.substring(0, kept.length() * 3 / 4));
    fenceline("sweep", "--merge", shards[0], shards[1])
        .isBadInput("is missing: shard 1/2 was not run to its end; run it again");

    Fenceline again = fenceline(with(sweep, "--shard", "1/2", "--keep", shards[0]));
    assertThat(Files.readString(shards[0]).lines())
        .containsExactlyInAnyOrderElementsOf(kept.lines().toList());
    assertThat(fenceline(with(sweep, "--shard", "1/2")).out()).isEqualTo(again.out());
    for (String form : new String[] {"--json", "--threads=1"}) {
      Fenceline whole = fenceline(with(sweep, form));
      assertThat(fenceline("sweep", form, "--merge", shards[1], shards[0])).isEqualTo(whole);
    }
  }

  @Test
  void aFileOfOtherRunsIsLeftAsItIs() throws Exception {
    Path kept = folder.resolve("kept.jsonl");
    Object[] sweep = {"sweep", shortScenario(), "--seeds", 2, "--keep", kept};
    fenceline(sweep).isDone();
    String before = Files.readString(kept);

    fenceline(with(sweep, "--shard", "1/2")).isBadInput(kept + ": ", "shard 1/1, not 1/2");
    fenceline(with(sweep, "--first", 2)).isBadInput("the seeds are 1 to 2, not 2 to 3");
    fenceline(with(sweep, "--set", "kato=9s")).isBadInput("the scenario or its settings differ");
    fenceline(with(sweep, "--vary", "kato=9s,8s")).isBadInput("other values vary");
    assertThat(kept).content().isEqualTo(before);

    Path notes = Files.writeString(folder.resolve("notes.txt"), "milk, bread");
    fenceline("sweep", shortScenario(), "--seeds", 1, "--keep", notes)
        .isBadInput(notes + ":1:1: no valid");
    assertThat(notes).content().isEqualTo("milk, bread");

    Path older = folder.resolve("older.jsonl");
    Files.writeString(older, before.replace("\"program\":\"", "\"program\":\"0."));
    fenceline("sweep", "--merge", older).isBadInput("program is 0.", "whose runs may differ");
    Files.writeString(older, before + before.lines().toList().getLast() + "\n");
    fenceline("sweep", "--merge", older).isBadInput(older + ":4: seed ", " is there twice");
  }

  @Test
  void shardsThatOverlapOrAreMissingAreNamed() throws Exception {
    Path[] kept = new Path[3];
    String[] shards = {"1/2", "2/2", "2/3"};
    for (int i = 0; i < kept.length; i++) {
      kept[i] = folder.resolve(i + ".jsonl");
      fenceline("sweep", shortScenario(), "--seeds", 2, "--shard", shards[i], "--keep", kept[i])
          .isDone();
    }

    fenceline("sweep", "--merge", kept[0]).isBadInput("seed 2 of case 1", "shard 2/2 was left out");
    fenceline("sweep", "--merge", kept[0], kept[0])
        .isBadInput("seed 1 of case 1 is there twice: shard 1/2 was given twice");
    fenceline("sweep", "--merge", kept[0], kept[1], kept[2])
        .isBadInput("seed 2 of case 1 is there twice: shards 2/2 and 2/3 overlap");
  }

  @Test
  void theWorstRunIsShrunkToAScenarioOfItsOwn() throws Exception {
    Path small = folder.resolve("small.json");
    Fenceline sweep = fenceline("sweep", scenario(), "--seeds", 1, "--json", "--shrink", small);

    sweep.printsJson("sweep");
    assertThat(sweep.err()).as("standard output has the JSON only").contains("fenceline run ");
    assertIsJsonScenario(Files.readString(small));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep | name a scenario to run, or results to --merge",
        "sweep steady | --seeds: expected a number from 1, such as --seeds 100",
        "sweep steady --seeds 0 | --seeds: expected a number from 1",
        "sweep steady --seeds many | Invalid value for option '--seeds': 'many' is not a whole"
            + " number",
        "sweep steady --seeds 1 --threads 0 | --threads 0: expected 1 to 1024",
        "sweep steady --seeds 1 --set kato | --set kato: expected KEY=VALUE",
        "sweep steady --seeds 1 --xml | Unknown option: '--xml'",
        "sweep --merge none.json --keep a | --keep: --merge runs nothing that could be kept",
        "sweep --merge none.json | none.json: no such file, or it cannot be read",
        "sweep --merge . | .: this is a folder; name a file in it",
      })
  void wrongUsageIsNamed(String arguments, String message) {
    fenceline((Object[]) arguments.split(" ")).isWrongUsage(SELF, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep nowhere --seeds 1 | \"nowhere\" is neither a file nor a scenario that ships",
        "sweep steady --seeds 1 --vary cqt | \"cqt\": expected KEY=A,B,C",
        "sweep steady --seeds 1 --vary clouds=1,2 | there is no parameter \"clouds\"; known are",
        "sweep steady --seeds 1 --vary cqt=soon | cqt=soon: target.cqt: \"soon\" is not a time",
        "sweep steady --seeds 1 --shard 3/2 | shard 3/2: expected K/N with K from 1 to N",
        "sweep steady --seeds 1 --shard half | \"half\" is not a shard: expected K/N, such as 2/4",
        "sweep --merge pom.xml | pom.xml:1:1: no valid JSON",
      })
  void aWrongValueIsNamedWithWhatIsExpected(String arguments, String message) {
    fenceline((Object[]) arguments.split(" ")).isBadInput(message);
  }

  @Test
  void aFileThatIsNoResultIsRefused() throws Exception {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"format\": \"other\"}");
    Path later =
        Files.writeString(
            folder.resolve("later.json"), "{\"format\": \"fenceline-sweep\", \"version\": 9}");
    Path noise = folder.resolve("noise.json");
    Files.write(noise, new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    String one = fenceline("sweep", shortScenario(), "--seeds", 1, "--json").isDone().out();
    Path shard = Files.writeString(folder.resolve("one.json"), one);

    fenceline("sweep", "--merge", other).isBadInput("this is not a result of a sweep");
    fenceline("sweep", "--merge", later).isBadInput("version is 9; this program reads version 1");
    fenceline("sweep", "--merge", noise).isWrongUsage(SELF, noise + ": this is not text in UTF-8");
    fenceline("sweep", "--merge", shard, shard).isBadInput("shard 1/1 was given twice");
  }

  @Test
  void aPlaceWhereNothingCanBeWrittenIsNamed() throws Exception {
    Path none = folder.resolve("none").resolve("runs.csv");
    Path kept = folder.resolve("kept.jsonl");
    fenceline("sweep", shortScenario(), "--seeds", 1, "--keep", kept, "--csv", none)
        .failed(none + ": no such file or folder");
    assertThat(kept).as("nothing runs in vain").doesNotExist();
  }

  private Path shortScenario() throws Exception {
    return Files.writeString(folder.resolve("short.json"), SHORT);
  }

  private Path scenario() throws Exception {
    return Files.writeString(folder.resolve("unfinished.json"), UNFINISHED);
  }

  private static Object[] with(Object[] arguments, Object... more) {
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return all;
  }

  /** The scenario of a result is one as {@code fenceline schema scenario} says. */
  private static void assertIsScenario(String result) throws Exception {
    assertIsJsonScenario(new JsonMapper().readTree(result).get("scenario").toString());
  }

  private static void assertIsJsonScenario(String text) {
    Fenceline.assertIsJson(text, "scenario");
  }
}
