package dev.fenceline.host.multipath;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.queue.QueuePair;
import dev.fenceline.host.queue.Request;
import dev.fenceline.host.queue.Request.Answer;
import dev.fenceline.host.queue.Request.Purpose;
import dev.fenceline.nvme.BlockRequest;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.scenario.HostSettings;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The multipath node of one namespace. It sends each operation over one path and, if that path
 * fails, sends a new copy over another one. It does so when the request on the failed path ends,
 * which is after fencing, never before.
 *
 * <p>Operations that no path can take wait here while every path is reconnecting, until one is LIVE
 * or fast_io_fail_tmo has passed on all of them. While every path is fencing, they wait or fail at
 * once, depending on the policy ({@link HostController#isAvailable}); commands in flight are held.
 */
public final class Multipath implements BlockDevice {
  /** The largest number of unfinished operations. */
  private static final int UNFINISHED_MAX = 65_536;

  /** The largest number of retries of an operation over one path (nvme_max_retries). */
  private static final int RETRIES_MAX = 5;

  private final LabLoop loop;
  private final Recorder recorder;
  private HostSettings settings;
  private final List<HostController> controllers;
  private final int nsid;
  private final Consumer<HostController> anaDoubts;
  private final PathChoice paths;

  private final Set<Operation> unfinished = new LinkedHashSet<>();
  private final Set<Copy> inFlight = new LinkedHashSet<>();
  private final Queue<Operation> waiting = new ArrayDeque<>();
  private int delayed;
  private @Nullable IdentifyNamespace known;

  /**
   * Creates a block device over controllers.
   *
   * @param controllers a view of all controllers; may grow
   * @param anaDoubts reads the ANA log of a controller again
   */
  public Multipath(
      LabLoop loop,
      Recorder recorder,
      HostSettings settings,
      List<HostController> controllers,
      int nsid,
      Consumer<HostController> anaDoubts) {
    this.loop = loop;
    this.recorder = recorder;
    this.settings = settings;
    this.controllers = controllers;
    this.nsid = nsid;
    this.anaDoubts = anaDoubts;
    this.paths = new PathChoice(controllers, nsid, settings.ioPolicy());
  }

  /** Changes the settings for commands that are sent from now on. */
  public void use(HostSettings newSettings) {
    settings = newSettings;
  }

  /** An operation with its progress. */
  private static final class Operation {
    final BlockOperation asked;
    int copies;
    int retries;
    String lastDevice = "";

    Operation(BlockOperation asked) {
      this.asked = asked;
    }
  }

  /** One copy in flight over one controller. */
  private final class Copy implements Request.Ending {
    final Operation operation;
    final HostController controller;
    final int number;
    final int qid;
    int cid;
    boolean held;

    Copy(Operation operation, HostController controller, int qid) {
      this.operation = operation;
      this.controller = controller;
      this.number = operation.copies;
      this.qid = qid;
    }

    @Override
    public void ended(Request request, Answer answer) {
      copyEnded(this, answer, request.endedEvent());
    }
  }

  private @Nullable IdentifyNamespace namespace() {
    for (int i = 0; known == null && i < controllers.size(); i++) {
      known = controllers.get(i).namespaces().find(nsid);
    }
    return known;
  }

  @Override
  public int blockBytes() {
    IdentifyNamespace namespace = namespace();
    return namespace == null ? 0 : namespace.blockBytes();
  }

  @Override
  public long blocks() {
    IdentifyNamespace namespace = namespace();
    return namespace == null ? 0 : namespace.size();
  }

  @Override
  public void submit(BlockOperation asked) {
    check(asked);
    Operation operation = new Operation(asked);
    unfinished.add(operation);
    send(operation, Cause.NONE);
  }

  private void check(BlockOperation asked) {
    if (unfinished.size() >= UNFINISHED_MAX) {
      throw new IllegalArgumentException("too many unfinished operations");
    }
    long bytes = (long) asked.blocks() * blockBytes();
    long limit = paths.maxTransferBytes();
    if (bytes > limit) {
      throw new IllegalArgumentException(
          "%d bytes in one operation: %d can be moved at once".formatted(bytes, limit));
    }
    ByteBuf data = asked.data();
    int dataBytes = data == null ? 0 : data.readableBytes();
    if (dataBytes != (asked.kind() == IoKind.WRITE ? bytes : 0)) {
      throw new IllegalArgumentException("the operation has %d bytes of data".formatted(dataBytes));
    }
    if (asked.kind() != IoKind.FLUSH && !isInNamespace(asked)) {
      throw new IllegalArgumentException(
          "LBA %d, %d blocks: not in namespace %d".formatted(asked.lba(), asked.blocks(), nsid));
    }
  }

  private boolean isInNamespace(BlockOperation asked) {
    return asked.blocks() >= 1
        && asked.blocks() <= BlockRequest.BLOCKS_MAX
        && asked.lba() >= 0
        && asked.lba() <= blocks() - asked.blocks();
  }

  /** Sends the next copy over the best path. Without a path, the operation waits or fails. */
  private void send(Operation operation, Cause cause) {
    Optional<HostController> path = paths.next(operation.asked.kind());
    if (path.isPresent()) {
      sendOver(path.get(), operation, cause);
      return;
    }
    if (controllers.stream().noneMatch(HostController::isAvailable)) {
      refuse(operation, cause);
      return;
    }
    waiting.add(operation);
    boolean full = controllers.stream().anyMatch(HostController::isLive);
    String reason = full ? "every usable queue is full" : IoEvent.Requeued.NO_PATH;
    recorder.record(Lane.MULTIPATH, cause, new IoEvent.Requeued(operation.asked.number(), reason));
  }

  /** Fails the operation, but not within the call that submits it. */
  private void refuse(Operation operation, Cause cause) {
    String reason = isHopeless() ? IoEvent.Refused.NO_PATH_LEFT : IoEvent.Refused.ALL_FENCING;
    recorder.record(Lane.MULTIPATH, cause, new IoEvent.Refused(operation.asked.number(), reason));
    loop.execute(() -> failForWantOfAPath(operation));
  }

  private void failForWantOfAPath(Operation operation) {
    if (unfinished.contains(operation)) {
      finish(operation, Answer.field(Status.of(StatusCode.HOST_PATH_ERROR)), null);
    }
  }

  private void sendOver(HostController path, Operation operation, Cause cause) {
    operation.copies++;
    Cause sendCause = cause;
    if (operation.copies > 1) {
      sendCause =
          path.record(
              cause,
              new IoEvent.FailedOver(
                  operation.asked.number(), operation.copies, operation.lastDevice, path.device()));
    }
    operation.retries = 0;
    submitTo(path, operation, sendCause);
  }

  private void submitTo(HostController path, Operation operation, Cause cause) {
    operation.lastDevice = path.device();
    QueuePair queue = PathChoice.queueOf(path);
    Copy copy = new Copy(operation, path, queue.qid());
    inFlight.add(copy);
    Request request = request(operation.asked, copy);
    queue.submit(request, cause);
    copy.cid = request.cid();
  }

  private Request request(BlockOperation asked, Copy copy) {
    int bytes = asked.blocks() * blockBytes();
    Command command =
        switch (asked.kind()) {
          case READ -> Command.read(nsid, asked.lba(), asked.blocks(), bytes);
          case WRITE -> Command.write(nsid, asked.lba(), asked.blocks(), bytes);
          case FLUSH -> Command.flush(nsid);
        };
    ByteBuf data = asked.data();
    return new Request(
        command,
        new Purpose(asked.number(), copy.number, asked.lba(), asked.blocks()),
        data == null ? null : data.retainedSlice(),
        asked.kind() == IoKind.READ ? bytes : 0,
        settings.ioTimeoutMillis(),
        copy);
  }

  /** Decides what a response means for its operation (nvme_decide_disposition). */
  private void copyEnded(Copy copy, Answer answer, Cause cause) {
    inFlight.remove(copy);
    Operation operation = copy.operation;
    Status status = answer.status();
    if (answer.byHost()) {
      send(operation, released(copy, cause));
    } else if (status.isSuccess()) {
      finish(operation, 0, answer.data());
    } else if (copy.controller.isStopping()) {
      // The controller was told to stop, so its error is not about the operation.
      send(operation, cause);
    } else if (status.dnr() || operation.retries >= RETRIES_MAX) {
      finish(operation, answer.field(), null);
    } else if (status.isPathError()) {
      if (status.isAnaError()) {
        copy.controller.namespaces().suspectAna(nsid);
        anaDoubts.accept(copy.controller);
      }
      send(operation, cause);
    } else {
      operation.retries++;
      retry(copy, answer, cause);
    }
    flush(cause);
  }

  private Cause released(Copy copy, Cause cause) {
    return copy.held
        ? copy.controller.record(
            cause, new IoEvent.Released(copy.operation.asked.number(), copy.number))
        : cause;
  }

  /**
   * Sends the operation again over the same path, after the delay that the response selects
   * (nvme_retry_req).
   */
  private void retry(Copy copy, Answer answer, Cause cause) {
    long delayNanos = copy.controller.identity().retryDelayNanos(answer.retryDelay());
    if (delayNanos == 0) {
      again(copy, answer, cause);
      return;
    }
    delayed++;
    loop.schedule(
        delayNanos,
        () -> {
          delayed--;
          if (unfinished.contains(copy.operation)) {
            again(copy, answer, cause);
          }
        });
  }

  private void again(Copy copy, Answer answer, Cause cause) {
    Operation operation = copy.operation;
    if (!paths.isUsable(copy.controller)) {
      send(operation, cause);
      return;
    }
    operation.copies++;
    IoEvent.Retried retried =
        new IoEvent.Retried(operation.asked.number(), operation.copies, answer.field());
    submitTo(copy.controller, operation, copy.controller.record(cause, retried));
  }

  private void finish(Operation operation, int status, @Nullable ByteBuf read) {
    unfinished.remove(operation);
    operation.asked.ending().ended(status, read);
    release(operation);
  }

  private static void release(Operation operation) {
    ByteBuf data = operation.asked.data();
    if (data != null) {
      data.release();
    }
  }

  /**
   * Handles a change of a controller: its copies may be held now, and waiting operations may
   * continue.
   */
  public void changed(HostController controller, Cause cause) {
    if (controller.holds()) {
      inFlight.stream()
          .filter(copy -> copy.controller == controller)
          .forEach(copy -> hold(copy, cause));
    }
    flush(cause);
    failWaiting();
  }

  private void hold(Copy copy, Cause cause) {
    if (!copy.held) {
      copy.held = true;
      copy.controller.record(
          cause, new IoEvent.Held(copy.operation.asked.number(), copy.number, copy.qid, copy.cid));
    }
  }

  private void flush(Cause cause) {
    for (Operation next = waiting.peek(); next != null; next = waiting.peek()) {
      Optional<HostController> path = paths.next(next.asked.kind());
      if (path.isEmpty()) {
        return;
      }
      waiting.remove();
      sendOver(path.get(), next, cause);
    }
  }

  private boolean isHopeless() {
    return controllers.stream().noneMatch(HostController::isWorthWaitingFor);
  }

  /** Fails the waiting operations if there is no path left to wait for. */
  private void failWaiting() {
    if (isHopeless()) {
      List<Operation> failed = new ArrayList<>(waiting);
      waiting.clear();
      for (Operation each : failed) {
        long number = each.asked.number();
        recorder.record(
            Lane.MULTIPATH, Cause.NONE, new IoEvent.Refused(number, IoEvent.Refused.NO_PATH_LEFT));
        failForWantOfAPath(each);
      }
    }
  }

  /** Reports whether no copy is held and no operation waits for a path. */
  public boolean isSettled() {
    return waiting.isEmpty() && delayed == 0 && inFlight.stream().noneMatch(copy -> copy.held);
  }

  /** Releases all data at the end of the run, without notification. */
  public void discard() {
    unfinished.forEach(Multipath::release);
    unfinished.clear();
    waiting.clear();
    inFlight.clear();
  }
}
