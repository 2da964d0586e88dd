package dev.fenceline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fenceline.page.HtmlPage;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.timeline.Text;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class TestReportTest {
  private static final ReportEnvironment ENVIRONMENT =
      new ReportEnvironment(
          "1.2.3", "25", "Linux <6> & more", Instant.parse("2026-04-01T09:30:00Z"), "emulated");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final HtmlPage PAGE = new HtmlPage(List.of(), List.of());
  private static final List<String> MAIN = List.of("baseline", "ccr", "hold", "unprotected");

  private static Scenario scenario(String id) {
    return ScenarioLibrary.find(id).orElseThrow();
  }

  private static TestReport report(List<Scenario> scenarios) {
    return new ReportRun(
            scenarios, OptionalLong.empty(), new TargetFeatures.Emulated(), (_, _, _) -> {})
        .run(ENVIRONMENT);
  }

  /** Every row of the library; what is in it is tested by several tests. */
  private final TestReport library = report(ScenarioLibrary.all());

  private TestReport main() {
    return new TestReport(ENVIRONMENT, library.rows().subList(0, MAIN.size()));
  }

  /** A shipped scenario, called otherwise and with other expectations. */
  private static Scenario changed(String id, String newId, String title, String expectations) {
    JsonMapper mapper = new JsonMapper();
    try {
      ObjectNode json = (ObjectNode) mapper.readTree(ScenarioWriter.write(scenario(id)));
      json.put("id", newId).put("title", title).set("expectations", mapper.readTree(expectations));
      return ScenarioReader.read(json.toString(), newId);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** ccr, called otherwise and expected to end as it cannot. */
  private static Scenario wrong(String id, String title) {
    return changed(
        "ccr",
        id,
        title,
        "[{\"expectation\": \"fenced-by\", \"controller\": \"nvme4\", \"by\": \"hold\"}]");
  }

  private static String html(TestReport report) {
    return HtmlReport.write(report, PAGE);
  }

  @Test
  void everyRowOfTheLibraryDoesWhatIsExpected() {
    TestReport report = library;
    assertThat(report.rows())
        .filteredOn(row -> row.verdict() != RowVerdict.PASS)
        .extracting(row -> row.scenario().id())
        .isEmpty();
    assertThat(report.isGood()).isTrue();
    assertThat(report.rows())
        .extracting(row -> row.scenario().id())
        .containsExactlyElementsOf(ScenarioLibrary.ids());
    assertThat(html(report).length()).isLessThan(10_000_000);
  }

  @Test
  void lostDataThatIsExpectedIsARowThatPassedAndSaysSo() {
    ReportRow baseline = main().rows().getFirst();
    assertThat(baseline.verdict()).isEqualTo(RowVerdict.PASS);
    assertThat(baseline.data()).isEqualTo("corrupt, as expected");
  }

  @Test
  void lostDataThatNobodyExpectsFailsTheRow() {
    Scenario silent = changed("baseline", "silent", "Silent", "[]");
    ReportRow row = report(List.of(silent)).rows().getFirst();
    assertThat(row.verdict()).isEqualTo(RowVerdict.FAIL);
    assertThat(row.data()).isEqualTo("corrupt, expected intact");
    assertThat(html(report(List.of(silent))))
        .contains("What was not as expected", "Data: corrupt, expected intact.");
  }

  @Test
  void measuredTimesAreThoseOfTheTimers() {
    List<ReportRow> rows = main().rows();
    Outage ccr = outage(rows.get(1));
    Outage hold = outage(rows.get(2));
    assertThat(Text.moment(ccr.fencingNanos().orElseThrow())).isEqualTo("1.500 s");
    assertThat(ccr.holdNanos()).isEmpty();
    assertThat(Text.moment(hold.holdNanos().orElseThrow())).isEqualTo("15.000 s");
    assertThat(hold.ioOutageNanos().orElseThrow())
        .isEqualTo(
            hold.detectionNanos().orElseThrow()
                + hold.recovery().resumedNanos().orElseThrow()
                - hold.recovery().detectedNanos());
    assertThat(outage(rows.get(0)).fencingNanos()).isEmpty();
    assertThat(hold.totalNanos().orElseThrow()).isGreaterThan(ccr.totalNanos().orElseThrow());
  }

  private static Outage outage(ReportRow row) {
    Evidence evidence = row.evidence();
    assertThat(evidence).isNotNull();
    return evidence.outages().getFirst();
  }

  @Test
  void aFailedRowSaysWhatWasExpectedWhatWasSeenAndWhere() throws Exception {
    TestReport report = report(List.of(wrong("wrong", "Wrong")));
    ReportRow row = report.rows().getFirst();
    assertThat(row.verdict()).isEqualTo(RowVerdict.FAIL);
    assertThat(report.isGood()).isFalse();
    LocatedFinding missed = row.missed().getFirst();
    assertThat(missed.finding().text()).contains("nvme4 fenced by hold", "seen: fenced by ccr");
    assertThat(missed.place()).matches("12\\.510 s nvme4 \\(event \\d+\\)");
    String sentence = missed.finding().text();
    assertThat(html(report)).contains(HtmlParts.escaped(sentence), missed.place());
    assertThat(MarkdownReport.write(report).replaceAll("\\s+", " "))
        .contains(sentence, missed.place());
    JsonNode json = new JsonMapper().readTree(JsonReport.write(report));
    assertThat(json.at("/rows/0/verdict").asText()).isEqualTo("fail");
    assertThat(json.at("/rows/0/missed/0/text").asText()).isEqualTo(sentence);
    assertThat(json.at("/rows/0/missed/0/where/0/lane").asText()).isEqualTo("host/nvme4");
  }

  @Test
  void theSameRowsGiveTheSameBytesInEveryForm() {
    TestReport first = main();
    TestReport second = report(MAIN.stream().map(TestReportTest::scenario).toList());
    assertThat(html(first)).isEqualTo(html(second));
    assertThat(MarkdownReport.write(first)).isEqualTo(MarkdownReport.write(second));
    assertThat(JsonReport.write(first)).isEqualTo(JsonReport.write(second));
  }

  @Test
  void theHtmlIsWellFormedAndNeedsNothingElse() throws Exception {
    String html = html(main());
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    assertThat(document.getElementsByTagName("section").getLength()).isEqualTo(4);
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(8);
    assertThat(html).doesNotContain("<link", "<img", "@import", "<iframe");
    assertThat(html.split("<script", -1)).as("one script, our own").hasSize(2);
    assertThat(html).contains("default-src &#x27;none&#x27;; script-src &#x27;sha256-");
    assertThat(Pattern.compile("(?:src|href|url)\\s*[=(]\\s*+[\"']?+(?!#)").matcher(html).find())
        .isFalse();
    assertThat(html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")).doesNotContain("://");
  }

  @Test
  void everyIdIsThereOnceAndWhatIsReferredToIsThere() {
    String html = html(main());
    List<String> ids = all(" id=\"([^\"]+)\"", html);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(ids).containsAll(all("url\\(#([^)]+)\\)", html)).containsAll(MAIN);
    assertThat(ids).containsAll(all("href=\"#([^\"]+)\"", html));
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }

  @Test
  void whatPeopleWroteCannotBecomeMarkup() throws Exception {
    String html = html(report(List.of(wrong("a\"b", "<b onclick='x'>&\u0001"))));
    assertThat(html)
        .contains(
            "&lt;b onclick=&#x27;x&#x27;&gt;&amp;\uFFFD", "a&quot;b", "Linux &lt;6&gt; &amp; more")
        .doesNotContain("<b onclick");
  }

  @Test
  void theMailIsNarrowButForTheKernelLog() {
    String text = MarkdownReport.write(library);
    String prose = Pattern.compile("```.*?```", Pattern.DOTALL).matcher(text).replaceAll("");
    assertThat(prose.lines().filter(line -> !line.startsWith("|")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(text).contains("nvme nvme4: CCR succeeded using nvme3");
  }

  @Test
  void rowsThatTheTargetRulesOutSayWhyAndDoNotRun() {
    TestReport report =
        new ReportRun(
                List.of(scenario("ccr")),
                OptionalLong.empty(),
                new TargetFeatures.Fixed(5_000, 0),
                (_, _, _) -> {})
            .run(ENVIRONMENT);
    ReportRow row = report.rows().getFirst();
    assertThat(row.verdict()).isEqualTo(RowVerdict.NOT_APPLICABLE);
    assertThat(row.evidence()).isNull();
    assertThat(report.isGood()).isTrue();
    assertThat(html(report)).contains("needs cross-controller reset; the target has CCRL 0");
    assertThat(JsonReport.write(report)).contains("\"not-applicable\"");
  }

  @Test
  void theJsonOfAnyRowIsAsTheSchemaThatShipsSays() throws Exception {
    ReportRun ruledOut =
        new ReportRun(
            List.of(scenario("ccr")),
            OptionalLong.empty(),
            new TargetFeatures.Fixed(5_000, 0),
            (_, _, _) -> {});
    Schema schema = SCHEMAS.getSchema(schema(), InputFormat.JSON);

    for (TestReport report :
        List.of(library, report(List.of(wrong("wrong", "Wrong"))), ruledOut.run(ENVIRONMENT))) {
      assertThat(schema.validate(JsonReport.write(report), InputFormat.JSON)).isEmpty();
    }
  }

  private static String schema() throws Exception {
    try (InputStream in = TestReportTest.class.getResourceAsStream("/schemas/report.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aSeedIsForAllRows() {
    TestReport report =
        new ReportRun(
                List.of(scenario("ccr")),
                OptionalLong.of(7),
                new TargetFeatures.Emulated(),
                (_, _, _) -> {})
            .run(ENVIRONMENT);
    assertThat(report.rows().getFirst().seed()).isEqualTo(7);
    assertThat(html(report)).contains("Timeline, seed 7");
  }

  @Test
  void progressCountsEachRowOnce() {
    List<Integer> counts = new ArrayList<>();
    new ReportRun(
            List.of(scenario("ccr"), scenario("hold")),
            OptionalLong.empty(),
            new TargetFeatures.Emulated(),
            (_, done, total) -> {
              assertThat(total).isEqualTo(2);
              counts.add(done);
            })
        .run(ENVIRONMENT);
    assertThat(counts).containsExactly(1, 2);
  }

  @Test
  void aCancelledReportIsNoReport() {
    ReportRun run =
        new ReportRun(
            List.of(scenario("ccr")),
            OptionalLong.empty(),
            new TargetFeatures.Emulated(),
            (_, _, _) -> {});
    run.cancel();
    assertThatThrownBy(() -> run.run(ENVIRONMENT)).isInstanceOf(CancellationException.class);
  }

  @Test
  void aFileHasTheFormOfItsEndingAndLeavesNothingBeside(@TempDir Path folder) throws Exception {
    TestReport report = main();
    Path html = folder.resolve("report.html");
    Path markdown = folder.resolve("report.MD");
    ReportFile.of(html).write(report, PAGE);
    ReportFile.of(markdown).write(report, PAGE);
    ReportFile.of(markdown).write(report, PAGE);
    assertThat(html).hasContent(html(report));
    assertThat(markdown).hasContent(MarkdownReport.write(report));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(html, markdown);
    }
    assertThatThrownBy(() -> ReportFile.of(folder.resolve("report.pdf")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".html, .md or .json");
  }
}
