package dev.fenceline.exchange.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.exchange.kernellog.KernelLogReader;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Timeline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MarkdownSessionTest {
  private static String write(String id) {
    Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
    Lab lab = new Lab(scenario, scenario.seed(), ClockKind.VIRTUAL);
    lab.run();
    return MarkdownSession.write(lab.header(), lab.timeline());
  }

  @Tag("slow")
  @Test
  void aRunSaysHowItRecoveredAndWhy() {
    String text = write("ccr");

    assertThat(text)
        .startsWith("# CCR via survivor\n")
        .containsPattern(
            "\\| nvme4 +\\| 6\\.899 s \\| 12\\.510 s \\| 14\\.011 s \\| CCR through nvme3")
        .contains(
            "- Fence 1.50 s, from 12.510 s: Fenced in 1.50 s: nvme3 reset the old\n  instance")
        .contains("Data: intact")
        .contains("```\n[   12.510390] nvme nvme4: I/O tag")
        .doesNotContain("## Findings");
    assertThat(text.lines().filter(line -> !line.startsWith("|") && !line.startsWith("[")))
        .allMatch(line -> line.length() <= MarkdownText.WIDTH);
  }

  @Tag("slow")
  @Test
  void aCorruptRunSaysWhatWasFound() {
    assertThat(write("unprotected"))
        .contains("## Findings\n\n- warning, H1, at 12.510 s")
        .contains("\n- corruption, lost-update, at ")
        .contains("Data: corrupt");
  }

  @Test
  void aLogHasItsOwnLinesAndNoWordOfData() {
    String line = "[    7.914347] nvme nvme0: starting error recovery\n";
    Session session = KernelLogReader.read(line, "dmesg").orElseThrow();

    assertThat(MarkdownSession.write(session.header(), Timeline.of(session.events())))
        .contains("- Source: kernel log")
        .contains("```\n" + line + "```\n")
        .doesNotContain("Data:");
  }
}
