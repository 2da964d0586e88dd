package dev.fenceline.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Text;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RunsTest {
  private final TestWorkspace test = new TestWorkspace();
  private final Runs runs = test.workspace().runs();

  @AfterEach
  void close() {
    test.close();
  }

  private OpenSession run(String scenario) {
    runs.scenario().set(ScenarioLibrary.find(scenario).orElseThrow());
    runs.start();
    test.settle();
    return Objects.requireNonNull(test.workspace().current().get());
  }

  private Event selected(String scenario) {
    return run(scenario).selectedEvent().orElseThrow();
  }

  @Test
  void withoutAScenarioNothingCanBeStarted() {
    assertThat(runs.whyNoStart().getValue()).isEqualTo("No scenario is chosen");
    runs.start();
    assertThat(runs.live().get()).isNull();
  }

  @Test
  void theScenarioOfAShownSessionCanBeRunAgain() {
    Scenario ccr = ScenarioLibrary.find("ccr").orElseThrow();
    Lab lab = new Lab(ccr, 7, ClockKind.VIRTUAL);
    test.workspace().show(new OpenSession(lab.header(), lab.timeline()));

    assertThat(runs.whyNoStart().getValue()).isEmpty();
    assertThat(runs.scenario().get()).isEqualTo(ccr.withSeed(7));

    test.workspace().show(TestWorkspace.session("imported"));
    assertThat(runs.whyNoStart().getValue()).isEqualTo("No scenario is chosen");

    test.workspace().show(new OpenSession(from("emulated with kernel log", lab), lab.timeline()));
    assertThat(runs.whyNoStart().getValue()).isEmpty();
    for (String real : List.of("serve", "target at 10.0.0.1:4420")) {
      test.workspace().show(new OpenSession(from(real, lab), lab.timeline()));
      assertThat(runs.whyNoStart().getValue()).as(real).isEqualTo("No scenario is chosen");
    }
  }

  private static SessionHeader from(String source, Lab lab) {
    SessionHeader header = lab.header();
    return SessionHeader.of(
        header.program(), header.title(), header.scenario(), header.seed(), header.clock(), source);
  }

  @Tag("slow")
  @Test
  void whileOneRunGoesOnNoOtherCanBeStarted() {
    runs.scenario().set(ScenarioLibrary.find("ccr").orElseThrow());
    runs.start();
    Runs.Live live = runs.live().get();
    assertThat(runs.whyNoStart().getValue()).isEqualTo("A run is in progress");
    runs.start();
    assertThat(runs.live().get()).isSameAs(live);
    test.settle();
    assertThat(runs.whyNoStart().getValue()).isEmpty();
  }

  @Test
  void aRunInRealTimeIsShownAtOnceAndCanBeStopped() {
    runs.clock().set(ClockKind.REAL);
    runs.scenario().set(ScenarioLibrary.find("ccr").orElseThrow());
    runs.start();
    OpenSession session = test.workspace().current().get();
    assertThat(session).isNotNull();
    runs.stop();
    test.settle();
    assertThat(runs.live().get()).isNull();
    assertThat(test.workspace().current().get()).isSameAs(session);
  }

  @Tag("slow")
  @Test
  void aRunThatWasSavedByAResetOpensWhereItSucceeded() {
    OpenSession session = run("ccr");
    assertThat(session.selectedEvent().orElseThrow().detail())
        .isInstanceOf(FencingEvent.CcrEnded.class);
    TimeRange measured = Objects.requireNonNull(session.measured().get());
    assertThat(Text.measured(measured.lengthNanos())).startsWith("1.5");
  }

  @Tag("slow")
  @Test
  void aRunThatWasSavedByTheHoldOpensWhereItEnded() {
    assertThat(selected("hold").detail()).isInstanceOf(HoldEvent.Ended.class);
  }

  @Tag("slow")
  @Test
  void aRunThatLostDataOpensWhereTheLateWriteLanded() {
    Event late = selected("baseline");
    assertThat(late.detail()).isInstanceOf(CommandEvent.Executed.class);
    assertThat(late.lane()).isEqualTo(Lane.target(2, 1));
  }
}
