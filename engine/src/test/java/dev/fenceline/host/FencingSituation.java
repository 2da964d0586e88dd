package dev.fenceline.host;

import dev.fenceline.event.Cause;
import dev.fenceline.host.queue.QueuePair.Failure;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.scenario.Action;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a host meets that fences the controller of path B: targets, and how the others answer. */
enum FencingSituation {
  RESETS("{}", 3, Answer.RESETS, 0),
  GONE("{}", 3, Answer.GONE, 1),
  FIRST_REFUSES("{}", 3, Answer.REFUSES, 1),
  /** The controller ID of the second source is below that of the first. */
  FIRST_REFUSES_SECOND_LOWER("{}", 3, Answer.REFUSES, 1),
  ALL_REFUSE("{}", 3, Answer.REFUSES, 2),
  ALL_FAIL("{\"resetsFail\": true}", 3, Answer.RESETS, 0),
  FIRST_SILENT("{}", 3, Answer.SILENT, 1),
  ALL_SILENT("{}", 3, Answer.SILENT, 2),
  ALL_SILENT_CQT_8("{\"cqt\": \"8 s\"}", 3, Answer.SILENT, 2),
  ALL_SILENT_CQT_0("{\"cqt\": \"0 s\"}", 3, Answer.SILENT, 2),
  FOUR_SILENT("{}", 5, Answer.SILENT, 4),
  FIRST_LOST("{}", 3, Answer.SILENT, 1),
  ALL_LOST("{}", 3, Answer.RESETS, 0),
  /** Another host has asked this source for the same reset. */
  IN_PROGRESS("{}", 2, Answer.IN_PROGRESS, 1),
  NO_CREDIT("{\"ccrLimit\": 0}", 3, Answer.RESETS, 0),
  NO_CREDIT_CQT_0("{\"ccrLimit\": 0, \"cqt\": \"0 s\"}", 3, Answer.RESETS, 0);

  /** When path B fails. */
  static final long FAILED_NANOS = 6 * HostBench.SECOND;

  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;

  /** How a source answers a cross-controller reset. */
  enum Answer {
    /** As the target does: it resets the instance. */
    RESETS,
    /** It has no room for the reset. */
    REFUSES,
    /** The instance is gone already. */
    GONE,
    /** It accepts the command, and no entry follows. */
    SILENT,
    /** It is resetting the instance for another host. */
    IN_PROGRESS,
    /** The same, and its events do not say when the reset has ended. */
    IN_PROGRESS_UNTOLD
  }

  private final String target;
  private final int paths;
  private final Answer answer;
  private final int sources;

  /**
   * Creates a situation.
   *
   * @param answer how the first sources answer
   * @param sources how many of them; further ones reset
   */
  FencingSituation(String target, int paths, Answer answer, int sources) {
    this.target = target;
    this.paths = paths;
    this.answer = answer;
    this.sources = sources;
  }

  /** A host of this policy with all its paths, before any has failed. */
  HostBench bench(String policy) {
    Answer[] answers = Collections.nCopies(sources, answer).toArray(Answer[]::new);
    HostBench bench = of(policy, target, paths, answers);
    if (this == FIRST_REFUSES_SECOND_LOWER) {
      swapIdentifiers(bench);
    }
    return bench;
  }

  /** Connects A and C anew, C first, so that the controller of C has the lower CNTLID. */
  private static void swapIdentifiers(HostBench bench) {
    for (int each : new int[] {A, C}) {
      bench.host.act(new Action.Disconnect(bench.controller(each).device()), Cause.NONE);
    }
    bench.until(2 * HostBench.SECOND);
    for (int each : new int[] {C, A}) {
      bench.host.act(new Action.Connect(bench.controller(each).device()), Cause.NONE);
      bench.until(bench.loop.nanos() + HostBench.SECOND, () -> bench.controller(each).isReady());
    }
  }

  /** The same for sources that answer so, in the order of their paths; further ones reset. */
  static HostBench of(String policy, String target, int paths, Answer... answers) {
    String host = "{\"policy\": \"%s\", \"ctrlLoss\": \"never\"}".formatted(policy);
    return HostBench.of(host, target, paths, new Sources(answers)).connected();
  }

  /** Makes path B fail, and what else fails with it. */
  void strike(HostBench bench) {
    switch (this) {
      case ALL_LOST -> {
        fail(bench, "A", A);
        fail(bench, "C", C);
        fail(bench, "B", B);
      }
      case FIRST_LOST -> {
        fail(bench, "B", B);
        bench.until(FAILED_NANOS + HostBench.SECOND);
        fail(bench, "A", A);
      }
      default -> fail(bench, "B", B);
    }
  }

  /** A path falls silent, and the host notices in the same instant. */
  private static void fail(HostBench bench, String path, int controller) {
    bench.fault(new Fault.Stall(path, Directions.BOTH, false));
    bench.controller(controller).failed(new Failure(1, "as a test says", false, Cause.NONE));
  }

  /** The answers of the sources, by port. */
  private static final class Sources implements Meddler.Answers {
    private final Map<Integer, Answer> answers = new HashMap<>();

    Sources(Answer... answers) {
      for (int i = 0; i < answers.length; i++) {
        // port 2 is the path that fails
        this.answers.put(i == 0 ? 1 : i + 2, answers[i]);
      }
    }

    private Answer of(int port) {
      return answers.getOrDefault(port, Answer.RESETS);
    }

    private static boolean is(Command command, Opcode opcode) {
      return !command.isFabrics() && command.opcode() == opcode.code();
    }

    @Override
    public @Nullable Completion instead(int port, Command command) {
      if (!is(command, Opcode.Admin.CROSS_CONTROLLER_RESET)) {
        return null;
      }
      return switch (of(port)) {
        case RESETS, IN_PROGRESS, IN_PROGRESS_UNTOLD -> null;
        case REFUSES -> Meddler.of(command, 0, Status.of(StatusCode.CCR_LIMIT_EXCEEDED));
        case GONE -> Meddler.of(command, Completion.RESET_IMMEDIATE, Status.SUCCESS);
        case SILENT -> Meddler.of(command, 0, Status.SUCCESS);
      };
    }

    @Override
    public Completion completion(int port, Command command, Completion came) {
      Answer answer = of(port);
      boolean inProgress = answer == Answer.IN_PROGRESS || answer == Answer.IN_PROGRESS_UNTOLD;
      if (inProgress && is(command, Opcode.Admin.CROSS_CONTROLLER_RESET)) {
        return Meddler.with(came, Status.doNotRetry(StatusCode.CCR_IN_PROGRESS), 0);
      }
      if (answer == Answer.IN_PROGRESS_UNTOLD && is(command, Opcode.Admin.ASYNC_EVENT)) {
        return new Completion(
            AsyncEvent.ANA_CHANGED.toDword(),
            0,
            came.sqhd(),
            came.sqid(),
            came.cid(),
            came.status());
      }
      return came;
    }
  }
}
