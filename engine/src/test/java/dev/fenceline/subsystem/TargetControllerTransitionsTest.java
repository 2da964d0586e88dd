package dev.fenceline.subsystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.scenario.Fault;
import dev.fenceline.subsystem.TargetBench.TestController;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What follows in each state of a controller at the target from each thing that can happen to it.
 * Where it waits for its back end, a write of 3 s is at media, of which its quiesce takes 1.5 s.
 */
@Timeout(60)
@Tag("slow")
class TargetControllerTransitionsTest {
  private static final long CQT_MILLIS = 5000;
  private static final long MEDIA_MILLIS = 3000;
  private static final double AT_ONCE_SECONDS = 0.01;
  private static final double TWO_KATO_SECONDS = 10.1;
  private static final Cc ENABLED = Cc.disabled().withEnable(true);
  private static final Cc SHUT_DOWN = ENABLED.withShutdown(Cc.SHN_NORMAL);

  /**
   * The states that follow, in order; or {@code -} if the state stays and a command succeeds,
   * {@code refused} if a command fails, {@code closed} if it has no connection to come on, {@code
   * unanswered} if it has one.
   */
  private static final String TABLE =
      """
                         | created        | ready          | disabling | shutting down            | shut down      | quiescing | gone
      enable             | ready          | -              | refused   | -                        | -              | refused   | closed
      disable            | -              | created        | -         | -                        | created        | refused   | closed
      shut down          | ready          | shut down      | refused   | -                        | -              | refused   | closed
      take shutdown back | ready          | -              | refused   | -                        | -              | refused   | closed
      Connect of a queue | refused        | -              | refused   | refused                  | refused        | refused   | refused
      Identify           | refused        | -              | refused   | -                        | -              | refused   | closed
      Keep Alive         | refused        | -              | refused   | -                        | -              | refused   | closed
      Flush              | closed         | -              | closed    | refused                  | refused        | closed    | closed
      no more Keep Alive | -              | quiescing gone | created   | shut down quiescing gone | quiescing gone | gone      | -
      late Keep Alive    | -              | quiescing gone | created   | shut down quiescing gone | quiescing gone | gone      | -
      reset by another   | -              | quiescing gone | quiescing | quiescing                | quiescing gone | -         | -
      its host ends it   | quiescing gone | quiescing gone | quiescing | quiescing                | quiescing gone | -         | -
      admin queue lost   | quiescing gone | quiescing gone | quiescing | quiescing                | quiescing gone | -         | -
      I/O queue lost     | -              | -              | -         | -                        | -              | -         | -
      """;

  /** In which state a controller is, and what it waits for. */
  enum Situation {
    CREATED(InstanceState.CREATED),
    READY(InstanceState.READY),
    DISABLING(InstanceState.READY),
    SHUTTING_DOWN(InstanceState.READY),
    SHUT_DOWN(InstanceState.SHUT_DOWN),
    QUIESCING(InstanceState.QUIESCING),
    GONE(InstanceState.GONE);

    private final InstanceState state;

    Situation(InstanceState state) {
      this.state = state;
    }

    static Situation of(String word) {
      return valueOf(word.strip().replace(' ', '_').toUpperCase(Locale.ROOT));
    }
  }

  /** One cell of the table. */
  record Cell(Situation situation, String happening, String follows) {
    @Override
    public String toString() {
      return "%s: %s: %s".formatted(situation, happening, follows);
    }
  }

  static Stream<Cell> cells() {
    List<String[]> rows = TABLE.lines().map(row -> row.split("\\|")).toList();
    String[] situations = rows.getFirst();
    List<Cell> cells = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      assertThat(row).as("a cell for every state").hasSameSizeAs(situations);
      for (int i = 1; i < row.length; i++) {
        cells.add(new Cell(Situation.of(situations[i]), row[0].strip(), row[i].strip()));
      }
    }
    return cells.stream();
  }

  @Test
  void everyStateHasItsColumn() {
    assertThat(cells().map(Cell::situation)).contains(Situation.values());
    assertThat(Arrays.stream(Situation.values()).map(situation -> situation.state))
        .containsAll(EnumSet.allOf(InstanceState.class));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void whatHappensIsFollowedByTheStatesOfTheTable(Cell cell) {
    try (Case tried = new Case()) {
      tried.reach(cell.situation());
      assertThat(tried.state()).isEqualTo(cell.situation().state);
      int before = tried.changes().size();
      String answer = tried.happen(cell.happening());
      List<InstanceState> changes = tried.changes().subList(before, tried.changes().size());

      assertThat(changes.isEmpty() ? answer : words(changes)).isEqualTo(cell.follows());
    }
  }

  private static String words(List<InstanceState> states) {
    return states.stream().map(InstanceState::word).collect(Collectors.joining(" "));
  }

  /** A controller to which things happen, and another one that can reset it. */
  private static final class Case implements AutoCloseable {
    private static final String NOTHING = "-";

    private final TargetBench bench = new TargetBench(TargetBench.settings(CQT_MILLIS, 4));
    private final TestController source = bench.ready(bench.port1, TargetBench.HOST, 0);
    private final TestController controller =
        bench.connect(
            bench.port2, TargetBench.SUBSYSTEM, TargetBench.HOST, TargetBench.KATO_MILLIS);
    private @Nullable TestQueue io;
    private InstanceId instance = new InstanceId(controller.cntlid(), 0, 0);

    void reach(Situation situation) {
      if (situation != Situation.CREATED) {
        controller.enable();
        instance = controller.identify().instance();
        io = controller.ioQueue(1);
      }
      switch (situation) {
        case CREATED, READY -> {}
        case DISABLING -> {
          writeSlowly();
          set(Cc.disabled());
        }
        case SHUTTING_DOWN -> {
          writeSlowly();
          set(SHUT_DOWN);
        }
        case SHUT_DOWN -> set(SHUT_DOWN);
        case QUIESCING -> {
          writeSlowly();
          reset();
        }
        case GONE -> reset();
      }
      run(AT_ONCE_SECONDS);
    }

    private void writeSlowly() {
      bench.server.apply(new Fault.SlowWrite(0, MEDIA_MILLIS));
      controller.write(Objects.requireNonNull(io), 0, 1);
      run(AT_ONCE_SECONDS);
    }

    /** Returns what became of the command, if it is one. */
    String happen(String happening) {
      return switch (happening) {
        case "enable", "take shutdown back" -> answer(controller.admin(), cc(ENABLED));
        case "disable" -> answer(controller.admin(), cc(Cc.disabled()));
        case "shut down" -> answer(controller.admin(), cc(SHUT_DOWN));
        case "Identify" ->
            answer(controller.admin(), Command.identify(IdentifyRequest.CNS_CONTROLLER, 0, 0, 0));
        case "Keep Alive" -> answer(controller.admin(), Command.keepAlive());
        case "Flush" -> io == null ? "closed" : answer(io, Command.flush(1));
        case "Connect of a queue" -> connect();
        case "no more Keep Alive" -> after(TWO_KATO_SECONDS, () -> {});
        case "late Keep Alive" -> {
          run(TargetBench.KATO_MILLIS / 1e3 + 1);
          yield after(AT_ONCE_SECONDS, () -> controller.admin().submit(Command.keepAlive()));
        }
        case "reset by another" -> after(AT_ONCE_SECONDS, this::reset);
        case "its host ends it" ->
            after(
                AT_ONCE_SECONDS,
                () -> controller.admin().send(new Pdu.H2cTermReq(1, 0, Bytes.zero(24))));
        case "admin queue lost" -> after(AT_ONCE_SECONDS, controller.admin()::close);
        case "I/O queue lost" ->
            after(
                AT_ONCE_SECONDS,
                () -> {
                  if (io != null) {
                    io.close();
                  }
                });
        default -> throw new AssertionError("nothing makes this happen: " + happening);
      };
    }

    private String after(double seconds, Runnable what) {
      what.run();
      run(seconds);
      return NOTHING;
    }

    private String answer(TestQueue queue, Command command) {
      if (!queue.isOpen()) {
        return "closed";
      }
      int cid = queue.submit(command);
      run(AT_ONCE_SECONDS);
      return word(queue.completions.get(cid));
    }

    private static String word(@Nullable Completion completion) {
      if (completion == null) {
        return "unanswered";
      }
      return completion.status().isSuccess() ? NOTHING : "refused";
    }

    private String connect() {
      TestQueue second = new TestQueue(bench.loop, bench.port2);
      second.initialize(Digests.NONE);
      return word(controller.connectIo(second, 2, 0));
    }

    private void reset() {
      source.admin().submit(Command.crossControllerReset(instance));
    }

    private void set(Cc cc) {
      controller.admin().submit(cc(cc));
    }

    private static Command cc(Cc cc) {
      return Command.propertySet(Property.CC, cc.value());
    }

    private void run(double seconds) {
      bench.runTo(bench.loop.nanos() / 1e9 + seconds);
    }

    /** Returns the states that it has had after CREATED, of all of its instances. */
    List<InstanceState> changes() {
      return bench.events.stream()
          .filter(event -> event.lane().equals(Lane.target(controller.cntlid(), 1)))
          .map(Event::detail)
          .filter(InstanceEvent.StateChanged.class::isInstance)
          .map(detail -> ((InstanceEvent.StateChanged) detail).to())
          .toList();
    }

    InstanceState state() {
      List<InstanceState> changes = changes();
      return changes.isEmpty() ? InstanceState.CREATED : changes.getLast();
    }

    @Override
    public void close() {
      bench.close();
    }
  }
}
