package dev.fenceline.host;

import static dev.fenceline.host.HostBench.SECOND;
import static dev.fenceline.scenario.Action.Naming.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.queue.QueuePair.Failure;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What follows in each state of the host's controller from each thing that can happen to it. A cell
 * of the tables is the next state, the error with which an action is refused, {@code -} if nothing
 * changes, or empty if it cannot happen in that state.
 */
@Timeout(60)
@Tag("slow")
class HostControllerTransitionsTest {
  private static final int B = 1;
  private static final Action DISCONNECT = new Action.Disconnect("nvme4");
  private static final Fault.OnPath STALL = new Fault.Stall("B", Fault.Directions.BOTH, false);

  /** What follows at once, if the host fences as this program's own policy does. */
  private static final String FENCING_HOST =
      """
                        | new      | connecting | live      | fencing   | fenced    | resetting | deleting | deleting (no IO) | dead
      disconnect        | ENODEV   | dead       | deleting  | no effect | no effect | deleting  | ENODEV   | ENODEV           | ENODEV
      reset             | ENODEV   | EBUSY      | resetting | EAGAIN    | EAGAIN    | EBUSY     | ENODEV   | ENODEV           | ENODEV
      connect           | EALREADY | EALREADY   | EALREADY  | EALREADY  | EALREADY  | EALREADY  | EALREADY | EALREADY         | connecting
      ccr through it    | ENODEV   | EBUSY      | -         | EBUSY     | EBUSY     | EBUSY     | EBUSY    | EBUSY            | EBUSY
      ccr of it         | ENODEV   | -          | -         | -         | -         | -         | -        | -                | -
      admin queue lost  | -        | -          | fencing   | -         | -         | -         | -        | -                | -
      I/O queue lost    | -        | -          | fencing   | -         | -         | -         | -        | -                | -
      command timed out | -        | -          | fencing   | -         | -         | -         | -        | -                | -
      AEN: inner error  |          |            | resetting | -         |           |           |          |                  |
      AEN: ANA changed  |          |            | -         | -         |           |           |          |                  |
      AEN: CCR ended    |          |            | -         | -         |           |           |          |                  |
      ANATT passed      |          | -          | resetting | -         |           |           | -        |                  | -
      reset through CCR |          |            | fencing   |           |           |           |          |                  |
      """;

  /** What follows at once, if the host does as Linux without the series. */
  private static final String PLAIN_HOST =
      """
                        | new      | connecting | live      | resetting | deleting | deleting (no IO) | dead
      disconnect        | ENODEV   | dead       | deleting  | deleting  | ENODEV   | ENODEV           | ENODEV
      reset             | ENODEV   | EBUSY      | resetting | EBUSY     | ENODEV   | ENODEV           | ENODEV
      connect           | EALREADY | EALREADY   | EALREADY  | EALREADY  | EALREADY | EALREADY         | connecting
      ccr through it    | ENODEV   | EBUSY      | -         | EBUSY     | EBUSY    | EBUSY            | EBUSY
      ccr of it         | ENODEV   | -          | -         | -         | -        | -                | -
      admin queue lost  | -        | -          | resetting | -         | -        | -                | -
      I/O queue lost    | -        | -          | resetting | -         | -        | -                | -
      command timed out | -        | -          | resetting | -         | -        | -                | -
      AEN: inner error  |          |            | resetting |           |          |                  |
      AEN: ANA changed  |          |            | -         |           |          |                  |
      AEN: CCR ended    |          |            | -         |           |          |                  |
      ANATT passed      |          | -          | resetting |           | -        |                  | -
      reset through CCR |          |            | resetting |           |          |                  |
      """;

  /** Which state follows next as time passes: on a path that works again, and on a silent one. */
  private static final String TIME_PASSES =
      """
                           | new | connecting | live    | fencing | fenced    | resetting  | deleting | dead
      on a path that works | -   | live       | -       | fenced  | resetting | connecting | dead     | -
      on a silent path     | -   | deleting   | fencing | fenced  | resetting | connecting | dead     | -
      """;

  /** One cell of a table. */
  record Cell(String policy, String happening, ControllerState state, String follows) {
    @Override
    public String toString() {
      return "%s, %s: %s: %s".formatted(policy, state.word(), happening, follows);
    }
  }

  static Stream<Cell> atOnce() {
    return Stream.concat(cells("best", FENCING_HOST), cells("none", PLAIN_HOST));
  }

  static Stream<Cell> asTimePasses() {
    return cells("best", TIME_PASSES);
  }

  private static Stream<Cell> cells(String policy, String table) {
    List<String[]> rows = table.lines().map(row -> row.split("\\|", -1)).toList();
    String[] states = rows.getFirst();
    List<Cell> cells = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      assertThat(row).as("a cell for every state").hasSameSizeAs(states);
      for (int i = 1; i < row.length; i++) {
        if (!row[i].isBlank()) {
          cells.add(new Cell(policy, row[0].strip(), state(states[i]), row[i].strip()));
        }
      }
    }
    return cells.stream();
  }

  private static ControllerState state(String word) {
    return Arrays.stream(ControllerState.values())
        .filter(state -> state.word().equals(word.strip()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no state \"" + word + "\""));
  }

  private static Set<ControllerState> statesOf(String policy, String table) {
    return cells(policy, table).map(Cell::state).collect(Collectors.toSet());
  }

  @Test
  void everyStateHasItsColumn() {
    Set<ControllerState> all = EnumSet.allOf(ControllerState.class);
    assertThat(statesOf("best", FENCING_HOST)).isEqualTo(all);
    all.removeAll(Set.of(ControllerState.FENCING, ControllerState.FENCED));
    assertThat(statesOf("none", PLAIN_HOST)).isEqualTo(all);

    // nothing of this host enters it, so nothing leaves it
    Set<ControllerState> entered = EnumSet.complementOf(EnumSet.of(ControllerState.DELETING_NO_IO));
    assertThat(statesOf("best", TIME_PASSES)).isEqualTo(entered);
  }

  @ParameterizedTest
  @MethodSource("atOnce")
  void whatHappensIsFollowedByTheStateOfTheTable(Cell cell) {
    try (HostBench bench = bench(cell)) {
      if (cell.happening().equals("ANATT passed")) {
        beginTransition(bench, cell);
      }
      reach(bench, cell);
      int before = bench.details(ActionEvent.Refused.class).size();
      happen(bench, cell);

      assertThat(follows(bench, cell.state(), before)).isEqualTo(cell.follows());
    }
  }

  private static String follows(HostBench bench, ControllerState before, int refusedBefore) {
    List<ActionEvent.Refused> refused = bench.details(ActionEvent.Refused.class);
    ControllerState after = bench.controller(B).state();
    if (refused.size() == refusedBefore) {
      return after == before ? "-" : after.word();
    }
    assertThat(after).as("what is refused changes nothing").isEqualTo(before);
    return refused.getLast().reason().split(":", 2)[0];
  }

  @ParameterizedTest
  @MethodSource("asTimePasses")
  void asTimePassesTheNextStateIsThatOfTheTable(Cell cell) {
    try (HostBench bench = bench(cell)) {
      reach(bench, cell);
      if (cell.happening().equals("on a silent path")) {
        bench.fault(STALL);
      } else {
        bench.fault(new Fault.Heal("B"));
      }
      bench.until(
          bench.loop.nanos() + 200 * SECOND, () -> bench.controller(B).state() != cell.state());
      // CONNECTING to DELETING to DEAD is one step of the loop
      String next =
          bench.details(ControllerEvent.StateChanged.class).stream()
              .filter(change -> change.from() == cell.state())
              .reduce((_, last) -> last)
              .filter(_ -> bench.controller(B).state() != cell.state())
              .map(change -> change.to().word())
              .orElse("-");

      assertThat(next).isEqualTo(cell.follows());
    }
  }

  /** No source has credit, so that fencing lasts, unless a reset is what happens. */
  private static HostBench bench(Cell cell) {
    return HostBench.of(
        "{\"policy\": \"%s\", \"firstDevice\": 3, \"ctrlLoss\": \"30 s\"}".formatted(cell.policy()),
        "{\"cqt\": \"5 s\", \"quiesce\": \"1.5 s\", \"ccrLimit\": %d}"
            .formatted(cell.happening().equals("reset through CCR") ? 4 : 0),
        2,
        new Events(cell.happening()));
  }

  /** Tells the host another event of path B than the one that came. */
  private record Events(String happening) implements Meddler.Answers {
    @Override
    public Completion completion(int port, Command of, Completion came) {
      boolean isEvent = !of.isFabrics() && of.opcode() == Opcode.Admin.ASYNC_EVENT.code();
      if (port != 2 || !isEvent || !came.status().isSuccess()) {
        return came;
      }
      AsyncEvent event =
          switch (happening) {
            case "AEN: inner error" -> AsyncEvent.PERSISTENT_INTERNAL_ERROR;
            case "AEN: CCR ended" -> AsyncEvent.CCR_COMPLETED;
            default -> AsyncEvent.of(came.dw0());
          };
      return new Completion(
          event.toDword(), came.dw1(), came.sqhd(), came.sqid(), came.cid(), came.status());
    }
  }

  /**
   * ANA of path B begins to change, so long ago that ANATT passes soon after the state is there.
   */
  private static void beginTransition(HostBench bench, Cell cell) {
    bench.connected();
    bench.target.changeAna(2, Fault.Ana.State.CHANGE);
    boolean fencesFirst =
        cell.state() == ControllerState.CONNECTING && cell.policy().equals("best");
    bench.until(bench.loop.nanos() + (fencesFirst ? 3 : 18) * SECOND);
  }

  /** Brings the controller of path B into a state, in which it stays for a while. */
  private static void reach(HostBench bench, Cell cell) {
    ControllerState state = cell.state();
    if (state != ControllerState.NEW) {
      bench.connected();
    }
    switch (state) {
      case NEW, LIVE -> {}
      case FENCING, FENCED, RESETTING, CONNECTING -> {
        if (cell.happening().startsWith("AEN")) {
          fail(bench, 1, false); // its connections stay
        } else {
          bench.fault(new Fault.Reset("B"));
        }
      }
      case DELETING, DELETING_NO_IO -> {
        bench.fault(STALL);
        bench.host.act(DISCONNECT, Cause.NONE);
      }
      case DEAD -> bench.host.act(DISCONNECT, Cause.NONE);
    }
    if (state == ControllerState.DELETING_NO_IO) {
      bench.controller(B).become(state, "as a test says", Cause.NONE);
    }
    bench.until(bench.loop.nanos() + 30 * SECOND, () -> bench.controller(B).state() == state);
    assertThat(bench.controller(B).state()).isEqualTo(state);
  }

  private static void happen(HostBench bench, Cell cell) {
    switch (cell.happening()) {
      case "disconnect" -> bench.host.act(DISCONNECT, Cause.NONE);
      case "reset" -> bench.host.act(new Action.Reset("nvme4"), Cause.NONE);
      case "connect" -> bench.host.act(new Action.Connect("nvme4"), Cause.NONE);
      case "ccr through it" ->
          bench.host.act(new Action.Ccr("nvme4", "nvme3", CURRENT), Cause.NONE);
      case "ccr of it" -> bench.host.act(new Action.Ccr("nvme3", "nvme4", CURRENT), Cause.NONE);
      case "admin queue lost" -> fail(bench, 0, true);
      case "I/O queue lost" -> fail(bench, 1, true);
      case "command timed out" -> fail(bench, 1, false);
      case "AEN: inner error", "AEN: ANA changed", "AEN: CCR ended" -> {
        // every event is told as the one that is meant
        bench.target.changeAna(2, Fault.Ana.State.NON_OPTIMIZED);
        wait(bench, cell, HostBench.MILLI);
        assertThat(bench.details(AenEvent.Received.class)).isNotEmpty();
      }
      case "ANATT passed" -> wait(bench, cell, 3 * SECOND);
      case "reset through CCR" -> {
        bench.host.act(new Action.Ccr("nvme3", "nvme4", CURRENT), Cause.NONE);
        wait(bench, cell, 5 * SECOND);
      }
      default -> throw new AssertionError("nothing makes this happen: " + cell.happening());
    }
  }

  private static void wait(HostBench bench, Cell cell, long nanos) {
    bench.until(bench.loop.nanos() + nanos, () -> bench.controller(B).state() != cell.state());
  }

  private static void fail(HostBench bench, int qid, boolean connectionLost) {
    bench.controller(B).failed(new Failure(qid, "as a test says", connectionLost, Cause.NONE));
  }
}
