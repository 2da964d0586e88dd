package dev.fenceline.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TimelineWithout;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the inspector says of a cross-controller reset, and the events without which it does not say
 * so. A sentence that no row knows fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class ResetSentencesTest {
  /** A sentence, as a pattern, and the events that it needs. */
  record Row(String sentence, List<Class<? extends Detail>> events) {
    boolean says(String said) {
      return Pattern.matches(sentence, said);
    }

    @Override
    public String toString() {
      return sentence;
    }
  }

  private static Row row(String sentence, List<Class<? extends Detail>> events) {
    return new Row(sentence, events);
  }

  private static final String MOMENT = "[0-9 .]+ s";
  private static final Class<? extends Detail> ISSUED = FencingEvent.CcrIssued.class;

  private static Stream<Row> rows() {
    return Stream.of(
        row(
            "why: \\d+ requests? (was|were) in flight on nvme4 when the host took its path for"
                + " failed\\.",
            List.of(IoEvent.FailedOver.class)),
        row(
            "why: Until it is known that the old controller instance has stopped, the original"
                + " command may take effect after a retry on another path\\.",
            List.of(ISSUED)),
        row(
            "why: CCR asks nvme\\d, whose path works, to reset it now instead of waiting for the"
                + " hold\\.",
            List.of(ISSUED)),
        row(
            "Cross-Controller Reset: (SUCCESS|IMMEDIATE|REJECTED|FAILED|TIMED OUT|SOURCE LOST)",
            List.of(FencingEvent.CcrEnded.class)),
        row("(Issued by|Impacted|Opcode|ICID|CIU|CIRN): .*", List.of(ISSUED)),
        row("Sent: " + MOMENT, List.of(ISSUED)),
        row("Completed: " + MOMENT, List.of(FencingEvent.CcrAnswered.class)),
        row("Immediate reset: (yes|no, .*)", List.of(FencingEvent.CcrAnswered.class)),
        row("AEN: " + MOMENT, List.of(AenEvent.Received.class)),
        row("AEN: not seen", List.of(FencingEvent.CcrEnded.class)),
        row("Log page 1Eh: ICID.*", List.of(AenEvent.LogRead.class)),
        row("Log page 1Eh: not seen", List.of(FencingEvent.CcrEnded.class)),
        row("cause: Keep alive expired, nvme4", List.of(KeepAliveEvent.Expired.class)),
        row("cause: .*", List.of(ISSUED)),
        row(
            "effect: Controller \\d is reset by controller \\d",
            List.of(InstanceEvent.ResetBy.class)),
        row("effect: \\d+ requests? resubmitted on nvme\\d", List.of(IoEvent.FailedOver.class)));
  }

  private final List<Timeline> timelines = new ArrayList<>();

  @BeforeAll
  void run() {
    for (String id : List.of("ccr", "reset-not-silence", "source-dies")) {
      Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
      timelines.add(Lab.run(scenario, scenario.seed()));
    }
  }

  /** What is said of the first reset; nothing if there is none. */
  private static List<String> said(Timeline timeline) {
    OpenSession session = TimelineWithout.session(timeline);
    for (Event event : timeline.events()) {
      if (event.detail() instanceof FencingEvent.CcrIssued) {
        return ResetStory.of(session, event)
            .map(story -> said(ResetPage.of(session, story)))
            .orElse(List.of());
      }
    }
    return List.of();
  }

  private static List<String> said(InspectorPage page) {
    List<String> said = new ArrayList<>();
    said.add(page.title() + ": " + page.outcome());
    page.fields().forEach(field -> said.add(field.name() + ": " + field.value()));
    for (String sentence : page.why().split("(?<=\\.) ", -1)) {
      said.add("why: " + sentence);
    }
    page.links()
        .forEach(
            link -> said.add(link.role().name().toLowerCase(Locale.ROOT) + ": " + link.words()));
    return said;
  }

  @Test
  void everySentenceIsListed() {
    List<Row> rows = rows().toList();
    assertThat(timelines.stream().flatMap(timeline -> said(timeline).stream()))
        .isNotEmpty()
        .allMatch(said -> rows.stream().anyMatch(row -> row.says(said)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void withoutItsEventsItIsNotSaid(Row row) {
    List<Timeline> witnesses =
        timelines.stream().filter(each -> said(each).stream().anyMatch(row::says)).toList();
    assertThat(witnesses).isNotEmpty();
    for (Class<? extends Detail> type : row.events()) {
      Timeline without = TimelineWithout.of(witnesses.getFirst(), List.of(type));
      assertThat(said(without)).noneMatch(row::says);
    }
  }
}
