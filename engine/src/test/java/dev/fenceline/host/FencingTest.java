package dev.fenceline.host;

import static dev.fenceline.host.HostBench.MILLI;
import static dev.fenceline.host.HostBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.host.FencingSituation.Answer;
import dev.fenceline.host.queue.QueuePair.Failure;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each version of the series does with each answer of each source, and in which instant
 * fencing ends. Path B falls silent with a write at media, and the host notices at once.
 */
@Timeout(60)
class FencingTest {
  private static final int A = 0;
  private static final int B = 1;

  /**
   * A cell: the sources in the order in which they were asked, by their paths, each with its
   * outcome ({@code +} success, {@code !} gone already, {@code x} refused, {@code -} failed, {@code
   * ?} no entry within W, {@code 0} lost), then what ended fencing, and after how many
   * milliseconds. T is 15 s and W 5 s where the situation says nothing else; version 4, which does
   * not know CQT, has 10 s.
   */
  private static final String TABLE =
      """
                       | time-based | rfc               | v3            | v4               | best
      RESETS           | hold 15000 | A+ ccr 1500       | A+ ccr 1500   | A+ ccr 1500      | A+ ccr 1500
      GONE             | hold 15000 | A! ccr 0          | A! ccr 0      | A! ccr 0         | A! ccr 0
      FIRST_REFUSES    | hold 15000 | Ax C+ ccr 1500    | Ax C+ ccr 1500| Ax C+ ccr 1500   | Ax C+ ccr 1500
      FIRST_REFUSES_SECOND_LOWER | hold 15000 | Ax none 0 | Ax hold 15000 | Ax none 0 | Ax C+ ccr 1500
      ALL_REFUSE       | hold 15000 | Ax Cx none 0      | Ax Cx hold 15000 | Ax Cx none 0  | Ax Cx hold 15000
      ALL_FAIL         | hold 15000 | A- C- none 0      | A- hold 15000 | A- none 0        | A- C- hold 15000
      FIRST_SILENT     | hold 15000 | A? C+ ccr 6500    | A? hold 15000 | A? none 5000     | A? C+ ccr 6500
      ALL_SILENT       | hold 15000 | A? C? none 10000  | A? hold 15000 | A? none 5000     | A? C? hold 15000
      ALL_SILENT_CQT_8 | hold 18000 | A? C? none 10000  | A? hold 18000 | A? none 5000     | A? C? hold 18000
      ALL_SILENT_CQT_0 | hold 10000 | A? C? none 10000  | A? none 5000  | A? none 5000     | A? C? none 10000
      FOUR_SILENT      | hold 15000 | A? C? D? hold 15000 | A? hold 15000 | A? none 5000   | A? C? D? hold 15000
      FIRST_LOST       | hold 15000 | A? C+ ccr 6500    | A? hold 15000 | A? none 5000     | A0 C+ ccr 2500
      ALL_LOST         | hold 15000 | none 0            | hold 15000    | none 0           | hold 15000
      IN_PROGRESS      | hold 15000 | Ax none 0         | Ax hold 15000 | Ax none 0        | Ax ccr 1500
      NO_CREDIT        | hold 15000 | none 0            | hold 15000    | none 0           | hold 15000
      NO_CREDIT_CQT_0  | hold 10000 | none 0            | none 0        | none 0           | none 0
      """;

  /** One cell of the table. */
  record Cell(String policy, FencingSituation situation, String follows) {
    @Override
    public String toString() {
      return "%s, %s: %s".formatted(situation, policy, follows);
    }
  }

  static Stream<Cell> cells() {
    List<String[]> rows = TABLE.lines().map(row -> row.split("\\|")).toList();
    String[] policies = rows.getFirst();
    return rows.stream()
        .skip(1)
        .flatMap(row ->
            IntStream.range(1, policies.length)
                .mapToObj(i ->
                    new Cell(
                        policies[i].strip(),
                        FencingSituation.valueOf(row[0].strip()),
                        row[i].strip())));
  }

  @Test
  void everySituationHasItsRow() {
    assertThat(cells().map(Cell::situation).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(FencingSituation.class));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cells")
  void fencingEndsAsTheTableSays(Cell cell) {
    try (HostBench bench = cell.situation().bench(cell.policy())) {
      failB(bench, cell.situation());
      bench.until(60 * SECOND, () -> !ends(bench).isEmpty());

      String[] words = cell.follows().split(" ");
      String[] resets = Arrays.copyOf(words, words.length - 2);
      assertThat(resets(bench)).containsExactly(resets);
      FencingEvent.Ended ended = (FencingEvent.Ended) ends(bench).getFirst().detail();
      assertThat(ended.by().word()).isEqualTo(words[words.length - 2]);
      long millis = Long.parseLong(words[words.length - 1]);
      assertThat(ends(bench).getFirst().nanos() - FencingSituation.FAILED_NANOS)
          .as("a round trip or two, and what media needs, but nothing else, comes on top")
          .isBetween(millis * MILLI, (millis + (ended.by() == FencedBy.HOLD ? 1 : 3)) * MILLI);
    }
  }

  /** A write hangs at the media behind path B when it falls silent. */
  private static void failB(HostBench bench, FencingSituation situation) {
    bench.target.apply(new Fault.Hang(2));
    bench.until(FencingSituation.FAILED_NANOS - MILLI);
    bench.write(bench.host.pathDevice(bench.controller(B), 1), 0, 1, 1);
    bench.until(FencingSituation.FAILED_NANOS);
    situation.strike(bench);
  }

  private static List<Event> ends(HostBench bench) {
    return bench.events.stream()
        .filter(event -> event.lane().equals(bench.controller(B).lane()))
        .filter(event -> event.detail() instanceof FencingEvent.Ended)
        .toList();
  }

  private static List<String> resets(HostBench bench) {
    return bench.events.stream()
        .filter(event -> event.lane().equals(bench.controller(B).lane()))
        .map(Event::detail)
        .filter(FencingEvent.CcrEnded.class::isInstance)
        .map(FencingEvent.CcrEnded.class::cast)
        .map(ended -> path(bench, ended.source()) + sign(ended))
        .toList();
  }

  private static String path(HostBench bench, String device) {
    return bench.host.controllers().stream()
        .filter(controller -> controller.device().equals(device))
        .findFirst()
        .orElseThrow()
        .path();
  }

  private static String sign(FencingEvent.CcrEnded ended) {
    return switch (ended.outcome()) {
      case SUCCESS -> "+";
      case IMMEDIATE -> "!";
      case REJECTED -> "x";
      case FAILED -> "-";
      case TIMED_OUT -> "?";
      case SOURCE_LOST -> "0";
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"time-based", "rfc", "v3", "v4", "best"})
  void onceFencedTheControllerIsResetAndThenConnects(String policy) {
    try (HostBench bench = FencingSituation.RESETS.bench(policy)) {
      failB(bench, FencingSituation.RESETS);
      bench.until(30 * SECOND, () -> bench.controller(B).state() == ControllerState.CONNECTING);

      long fenced = bench.became(B, ControllerState.FENCED).nanos();
      assertThat(ends(bench)).singleElement().extracting(Event::nanos).isEqualTo(fenced);
      assertThat(bench.became(B, ControllerState.RESETTING).nanos() - fenced).isEqualTo(MILLI / 10);
      assertThat(
              bench.events.stream()
                  .filter(event -> event.lane().equals(bench.controller(B).lane()))
                  .filter(event -> event.nanos() > fenced + MILLI / 10)
                  .findFirst()
                  .orElseThrow()
                  .nanos())
          .as("it is CONNECTING")
          .isEqualTo(fenced + MILLI / 10 + 8 * MILLI / 10);
    }
  }

  /** The target may accept a Keep Alive until KATO after it was sent, so T begins only then. */
  @Test
  void whileAKeepAliveIsUnansweredTCountsFromTheEndOfItsTime() {
    try (HostBench bench = FencingSituation.NO_CREDIT.bench("best")) {
      bench.until(FencingSituation.FAILED_NANOS);
      bench.fault(new Fault.Stall("B", Directions.BOTH, false));
      bench.until(8 * SECOND);
      Event sent =
          bench.events.stream()
              .filter(event -> event.lane().equals(bench.controller(B).lane()))
              .filter(event -> event.nanos() > FencingSituation.FAILED_NANOS)
              .filter(event -> event.detail() instanceof KeepAliveEvent.Sent)
              .findFirst()
              .orElseThrow();
      bench.controller(B).failed(new Failure(1, "as a test says", false, Cause.NONE));
      bench.until(60 * SECOND, () -> !ends(bench).isEmpty());

      assertThat(ends(bench).getFirst().nanos()).isEqualTo(sent.nanos() + 20 * SECOND);
    }
  }

  /** With the admin connection the Keep Alive is lost as well. */
  @Test
  void whereTheAdminConnectionIsLostTCountsFromThat() {
    try (HostBench bench = FencingSituation.NO_CREDIT.bench("best")) {
      bench.until(FencingSituation.FAILED_NANOS);
      bench.fault(new Fault.Stall("B", Directions.BOTH, false));
      bench.until(8 * SECOND);
      bench.controller(B).failed(new Failure(0, "as a test says", true, Cause.NONE));
      bench.until(60 * SECOND, () -> !ends(bench).isEmpty());

      assertThat(ends(bench).getFirst().nanos()).isEqualTo(23 * SECOND);
    }
  }

  /** The log is read each second as well, so that a lost event costs no more than that. */
  @Test
  void aResetInProgressForAnotherIsNoticedWithoutItsEvent() {
    try (HostBench bench = FencingSituation.of("best", "{}", 2, Answer.IN_PROGRESS_UNTOLD)) {
      failB(bench, FencingSituation.IN_PROGRESS);
      bench.until(60 * SECOND, () -> !ends(bench).isEmpty());

      assertThat(ends(bench).getFirst().nanos() - FencingSituation.FAILED_NANOS)
          .isBetween(2 * SECOND, 2 * SECOND + 3 * MILLI);
      assertThat(bench.details(FencingEvent.CcrConfirmed.class))
          .extracting(FencingEvent.CcrConfirmed::source)
          .containsExactly(bench.controller(A).device());
      assertThat(bench.details(HoldEvent.Released.class)).hasSize(1);
      assertThat(bench.details(HoldEvent.Ended.class)).isEmpty();
    }
  }

  @Test
  void aResetGivenUpThatSucceedsWhileAnotherSourceIsAskedEndsFencingWithThatOne() {
    try (HostBench bench =
        FencingSituation.of("best", "{}", 3, Answer.IN_PROGRESS, Answer.SILENT)) {
      failB(bench, FencingSituation.IN_PROGRESS);
      bench.until(60 * SECOND, () -> !ends(bench).isEmpty());

      assertThat(resets(bench)).containsExactly("Ax", "C?");
      assertThat(((FencingEvent.Ended) ends(bench).getFirst().detail()))
          .isEqualTo(new FencingEvent.Ended(FencedBy.CCR, bench.controller(A).device()));
    }
  }
}
