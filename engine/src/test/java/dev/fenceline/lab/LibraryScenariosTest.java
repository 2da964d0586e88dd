package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.schema.EventSchema;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import dev.fenceline.verify.ExpectationCheck;
import dev.fenceline.verify.LateWriteCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario of the library does what its file expects, and every one of these expectations can
 * be missed. {@code -Dfenceline.seeds=400} runs more seeds than a quick build does.
 */
@Timeout(1200)
@Tag("slow")
class LibraryScenariosTest {
  private static final int SEEDS = Integer.getInteger("fenceline.seeds", 3);
  private static final List<String> IDS = ScenarioLibrary.ids();

  /** The run of each scenario with its own seed. */
  private static final Map<String, Timeline> RUNS = new ConcurrentHashMap<>();

  @AfterAll
  static void forget() {
    RUNS.clear();
  }

  private static Scenario scenario(String id) {
    return ScenarioLibrary.find(id).orElseThrow();
  }

  private static Timeline run(String id) {
    return RUNS.computeIfAbsent(id, _ -> Lab.run(scenario(id), scenario(id).seed()));
  }

  private static Timeline run(Scenario scenario, long seed) {
    return seed == scenario.seed() ? run(scenario.id()) : Lab.run(scenario, seed);
  }

  /** Those that {@link MainScenariosTest} does not run over many seeds. */
  static Stream<String> others() {
    return ScenarioLibrary.all().stream()
        .filter(scenario -> scenario.group() != Scenario.Group.MAIN)
        .map(Scenario::id);
  }

  private static List<String> missed(Timeline timeline) {
    return timeline.events().stream()
        .map(Event::detail)
        .filter(Finding.class::isInstance)
        .map(Finding.class::cast)
        .filter(finding -> finding.rule() == Rule.Run.EXPECTATION)
        .map(Finding::text)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("others")
  void everySeedMeetsWhatTheScenarioExpects(String id) {
    Scenario scenario = scenario(id);
    assertThat(scenario.expectations()).hasAtLeastOneElementOfType(Expectation.DataIs.class);
    assertThat(
            LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .boxed()
                .flatMap(
                    seed -> missed(run(scenario, seed)).stream().map(text -> seed + ": " + text)))
        .isEmpty();
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void theOppositeOfAnExpectationIsMissed(String id) {
    Timeline timeline = run(id);
    for (Expectation expectation : scenario(id).expectations()) {
      for (Expectation opposite : Opposites.of(expectation)) {
        assertThat(isMissed(opposite, id, timeline)).as(opposite.toString()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void anExpectedEventThatDoesNotHappenIsMissed(String id) {
    Map<Absent, Timeline> lacking = new HashMap<>();
    for (Expectation expectation : scenario(id).expectations()) {
      for (EventPattern needed : needed(expectation)) {
        Timeline rest =
            lacking.computeIfAbsent(
                new Absent(needed.event(), needed.lane()), absent -> absent.from(run(id)));
        assertThat(isMissed(expectation, id, rest))
            .as("%s without %s", expectation, needed)
            .isTrue();
      }
    }
  }

  /** The events without which an expectation cannot be met. */
  private static List<EventPattern> needed(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Sequence it -> it.of();
      case Expectation.Count it -> it.isMetBy(0) ? List.of() : List.of(it.of());
      case Expectation.Fields it -> List.of(it.of());
      case Expectation.Compared it -> List.of(it.of(), it.to());
      case Expectation.Duration it -> List.of(it.between(), it.and());
      default -> List.of();
    };
  }

  /** Nothing but the moves of commands is looked at, as it is with a real host. */
  @ParameterizedTest
  @FieldSource("IDS")
  void aLateWriteOverNewerDataIsSeenWithoutKnowingTheData(String id) {
    LateWriteCheck check = new LateWriteCheck();
    run(id).events().stream().map(LibraryScenariosTest::withoutOperations).forEach(check::check);
    if (Summary.of(run(id)).verdict() != Verdict.CORRUPT) {
      assertThat(check.corruptions()).isZero();
    }
    if (List.of("baseline", "unprotected").contains(id)) {
      assertThat(check.corruptions()).isPositive();
    }
  }

  private static Event withoutOperations(Event event) {
    return event.detail() instanceof CommandEvent.Submitted it
        ? new Event(
            event.sequence(),
            event.nanos(),
            event.lane(),
            event.cause(),
            new CommandEvent.Submitted(
                it.qid(), it.cid(), it.opcode(), it.lba(), it.blocks(), 0, 0))
        : event;
  }

  /** What must not happen does happen elsewhere: its name is not just misspelled. */
  @ParameterizedTest
  @FieldSource("IDS")
  void whatMustNotHappenHappensInAnotherScenario(String id) {
    for (Expectation expectation : scenario(id).expectations()) {
      if (expectation instanceof Expectation.Count count && count.isMetBy(0)) {
        assertThat(IDS)
            .as(expectation.toString())
            .anyMatch(other -> isMissed(expectation, id, run(other)));
      }
    }
  }

  /** The events of a kind, on one lane or on any. */
  private record Absent(String event, @Nullable String lane) {
    /** A timeline as it would be if none of them had happened. */
    Timeline from(Timeline timeline) {
      Class<? extends Detail> kind = EventSchema.byName().get(event);
      Lane only = lane == null ? null : Lane.parse(lane);
      Timeline rest = new Timeline();
      for (Event each : timeline.events()) {
        if (each.detail().getClass() != kind || (only != null && !each.lane().equals(only))) {
          rest.accept(
              new Event(rest.size() + 1L, each.nanos(), each.lane(), Cause.NONE, each.detail()));
        }
      }
      return rest;
    }
  }

  private static boolean isMissed(Expectation expectation, String id, Timeline timeline) {
    Verdict verdict = Summary.of(run(id)).verdict();
    return ExpectationCheck.check(expectation, scenario(id), timeline, verdict).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "ccr, ccrl, 0",
    "hold, ccrl, 4",
    "simple-ccr, ccrl, 0",
    "simple-ccr, kato, 6 s",
    "concurrent-ccr, ccrl, 1",
    "ccr-limit, ccrl, 3",
    "aen-delivery, policy, time-based",
    "aen-rearm, policy, none",
    "identify-fields, ccrl, 3",
    "new-instance, reconnect-delay, 600 s",
    "log-fields, ccrl, 0"
  })
  void aTargetOrHostThatDoesOtherwiseIsNoticed(String id, String key, String value) {
    Scenario changed = Parameter.named(key).apply(scenario(id), value);
    assertThat(missed(Lab.run(changed, changed.seed()))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2, HOLD", "3, CCR"})
  void theThirdResetIsHeldByTheLimitAlone(String limit, FencedBy fencedBy) {
    Scenario changed = Parameter.named("ccrl").apply(scenario("ccr-limit"), limit);
    assertThat(Summary.of(Lab.run(changed, changed.seed())).recoveries())
        .filteredOn(recovery -> recovery.controller().equals("nvme6"))
        .extracting(Recovery::fencedBy)
        .containsExactly(fencedBy);
  }
}
