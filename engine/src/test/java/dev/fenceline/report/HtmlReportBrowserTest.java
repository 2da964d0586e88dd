package dev.fenceline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.page.Chromium;
import dev.fenceline.page.HtmlPage;
import dev.fenceline.scenario.ScenarioLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a report play in a real browser, and nothing leaves the page. */
@Tag("browser")
class HtmlReportBrowserTest {
  @TempDir static Path folder = Path.of("");

  private static Path report() throws IOException {
    TestReport report =
        new ReportRun(
                List.of(
                    ScenarioLibrary.find("baseline").orElseThrow(),
                    ScenarioLibrary.find("ccr").orElseThrow()),
                OptionalLong.empty(),
                new TargetFeatures.Emulated(),
                (_, _, _) -> {})
            .run(
                new ReportEnvironment(
                    "1.2.3", "25", "Linux", Instant.parse("2026-04-01T09:30:00Z"), "emulated"));
    return Files.writeString(
        folder.resolve("report.html"),
        HtmlReport.write(report, new HtmlPage(List.of(), List.of())));
  }

  @Test
  void eachRowOpensThePlayerOfItsOwnRun() throws IOException, InterruptedException {
    try (Chromium browser = new Chromium(folder)) {
      browser.openAny(report());
      for (String id : List.of("baseline", "ccr")) {
        String row = "document.querySelector('#%s .timeline')".formatted(id);
        String inside = row + ".querySelector('iframe')?.contentDocument?.documentElement";
        browser.value(row + ".querySelector('.play').click()");
        browser.until("%s?.dataset.step === '0'".formatted(inside));
        assertThat(browser.text(inside + ".querySelector('#place').textContent"))
            .startsWith("Step 1 of ");
        assertThat(browser.text(inside + ".querySelector('h1').textContent"))
            .isEqualTo(ScenarioLibrary.find(id).orElseThrow().title());
        browser.value(inside + ".querySelector('#next').click()");
        browser.until("%s.dataset.step === '1'".formatted(inside));
        assertThat(
                browser.text(
                    "getComputedStyle(%s.querySelector('.picture')).display".formatted(row)))
            .isEqualTo("none");
        browser.value(row + ".querySelector('.play').click()");
        assertThat(browser.value(row + ".querySelector('iframe') === null").asBoolean()).isTrue();
      }
      assertThat(browser.requests())
          .allMatch(it -> it.startsWith("file:") || it.startsWith("about:"));
    }
  }
}
