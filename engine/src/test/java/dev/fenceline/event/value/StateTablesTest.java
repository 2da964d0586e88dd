package dev.fenceline.event.value;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which state may follow which, of controllers, instances and paths, and the way between two. */
class StateTablesTest {
  /** Linux's nvme_change_ctrl_state with FENCING and FENCED of the series. */
  private static final String CONTROLLER =
      """
      new: connecting, resetting
      connecting: live, deleting
      live: fencing, resetting, deleting
      fencing: fenced
      fenced: resetting
      resetting: connecting, deleting
      deleting: deleting (no IO), dead
      deleting (no IO):
      dead: deleting (no IO)
      """;

  private static final String INSTANCE =
      """
      created: ready, quiescing
      ready: created, shut down, quiescing
      shut down: created, quiescing
      quiescing: gone
      gone:
      """;

  private static final String PATH =
      """
      up: stalled, silent, refusing
      stalled: up, silent
      silent: up
      refusing: up
      """;

  private static <E extends Enum<E>> String table(
      E[] states, Function<E, String> word, Function<E, Set<E>> next) {
    return Arrays.stream(states)
        .map(state ->
            (word.apply(state) + ": " + next.apply(state).stream().map(word).collect(joining(", ")))
                .strip())
        .collect(joining("\n", "", "\n"));
  }

  @Test
  void theTablesAreThoseOfLinuxOfTheTargetAndOfTheLink() {
    assertThat(table(ControllerState.values(), ControllerState::word, ControllerState::next))
        .isEqualTo(CONTROLLER);
    assertThat(table(InstanceState.values(), InstanceState::word, InstanceState::next))
        .isEqualTo(INSTANCE);
    assertThat(table(PathState.values(), PathState::word, PathState::next)).isEqualTo(PATH);
  }

  /** No user request gets at a controller that fences: it would cancel what is in flight. */
  @Test
  void fencingCanOnlyEndInFencedAndThatOnlyInAReset() {
    assertThat(ControllerState.FENCING.next()).isEqualTo(EnumSet.of(ControllerState.FENCED));
    assertThat(ControllerState.FENCED.next()).isEqualTo(EnumSet.of(ControllerState.RESETTING));
    assertThat(ControllerState.values())
        .filteredOn(state -> state.canBecome(ControllerState.FENCING))
        .containsExactly(ControllerState.LIVE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "LIVE: CONNECTING: RESETTING, CONNECTING",
        "LIVE: FENCED: FENCING, FENCED",
        "FENCING: LIVE: FENCED, RESETTING, CONNECTING, LIVE",
        "CONNECTING: RESETTING: LIVE, RESETTING",
        "NEW: DEAD: CONNECTING, DELETING, DEAD",
        "LIVE: DELETING_NO_IO: DELETING, DELETING_NO_IO",
        "DEAD: LIVE: ''",
        "LIVE: NEW: ''",
        "LIVE: LIVE: ''",
      })
  void theWayIsTheShortest(ControllerState from, ControllerState to, String way) {
    assertThat(from.wayTo(to).stream().map(Enum::name).collect(joining(", "))).isEqualTo(way);
  }

  static Stream<ControllerState> states() {
    return Stream.of(ControllerState.values());
  }

  @ParameterizedTest
  @MethodSource("states")
  void everyStepOfAWayIsInTheTable(ControllerState from) {
    for (ControllerState to : ControllerState.values()) {
      ControllerState at = from;
      List<ControllerState> way = from.wayTo(to);
      for (ControllerState next : way) {
        assertThat(at.canBecome(next)).as("%s to %s", at, next).isTrue();
        at = next;
      }
      assertThat(way).doesNotHaveDuplicates();
      assertThat(at).isEqualTo(way.isEmpty() ? from : to);
    }
  }

  @Test
  void everyStateHasAWordOfItsOwnAndAnExplanation() {
    assertThat(ControllerState.values()).extracting(ControllerState::word).doesNotHaveDuplicates();
    assertThat(InstanceState.values()).extracting(InstanceState::word).doesNotHaveDuplicates();
    assertThat(PathState.values()).extracting(PathState::word).doesNotHaveDuplicates();
    assertThat(ControllerState.values())
        .extracting(ControllerState::explanation)
        .allMatch(text -> text.endsWith("."));
    assertThat(InstanceState.values())
        .extracting(InstanceState::explanation)
        .allMatch(text -> text.endsWith("."));
    assertThat(PathState.values())
        .extracting(PathState::explanation)
        .allMatch(text -> text.endsWith("."));
  }

  @Test
  void onlyTwoOutcomesOfAResetSayThatTheInstanceIsGone() {
    assertThat(CcrOutcome.values())
        .filteredOn(CcrOutcome::isSuccess)
        .containsExactly(CcrOutcome.SUCCESS, CcrOutcome.IMMEDIATE);
  }

  @Test
  void onlyWholeBlocksOfTheirOwnAddressMayBeHeldByAStoreThatIsRight() {
    assertThat(BlockQuality.values())
        .filteredOn(BlockQuality::isWhole)
        .containsExactly(BlockQuality.GOOD, BlockQuality.BLANK, BlockQuality.ORIGINAL);
  }
}
