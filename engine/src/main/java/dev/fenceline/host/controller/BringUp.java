package dev.fenceline.host.controller;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.host.queue.QueueConnection;
import dev.fenceline.host.queue.QueuePair;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.FeatureId;
import dev.fenceline.nvme.FeatureId.QueueCount;
import dev.fenceline.nvme.Properties.Cap;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Properties.Csts;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.tcp.Digests;
import dev.fenceline.scenario.HostSettings;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a controller up to the point where it can become LIVE, in the order of the Linux host
 * (nvme_tcp_setup_ctrl, nvme_init_ctrl_finish), which {@link #stepsToReady} and {@link
 * #stepsFromReady} list. Each step has a deadline: the timeout of its command, the time limit for
 * opening a connection, or CAP.TO.
 */
public final class BringUp {
  /** Entries of an admin queue (NVME_AQ_DEPTH). */
  private static final int ADMIN_ENTRIES = 32;

  /** In-capsule data of admin and fabrics commands (NVME_TCP_ADMIN_CCSZ). */
  private static final int ADMIN_IN_CAPSULE_BYTES = 8192;

  private static final long READY_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int EFFECTS_LOG_SUPPORTED = 1 << 1;

  private final HostController controller;
  private final AdminRequests admin;
  private final AnaStates ana;
  private final KeepAlive keepAlive;

  private HostSettings settings;
  private Cap cap = new Cap(0);
  private int cntlid;
  private int grantedQueues;

  public BringUp(
      HostController controller, AdminRequests admin, AnaStates ana, KeepAlive keepAlive) {
    this.controller = controller;
    this.admin = admin;
    this.ana = ana;
    this.keepAlive = keepAlive;
    this.settings = controller.settings();
  }

  /**
   * A step with the name under which its failure is reported.
   *
   * @param action starts the step; its future completes when the step is done
   */
  private record Step(String name, Supplier<CompletableFuture<?>> action) {}

  private List<Step> stepsToReady() {
    return List.of(
        new Step(ControllerEvent.ConnectFailed.ADMIN_CONNECTION, this::openAdminQueue),
        new Step(BringUpException.CONNECT + " of the admin queue", this::connectAdminQueue),
        new Step("Property Get CAP", this::readCapabilities),
        new Step("Property Set CC", () -> configure(false)),
        new Step("Property Set CC.EN", () -> configure(true)),
        new Step("wait for CSTS.RDY", this::awaitReady));
  }

  private List<Step> stepsFromReady() {
    return List.of(
        new Step("Property Get VS", () -> admin.propertyGet(Property.VS)),
        new Step(BringUpException.IDENTIFY, this::identify),
        new Step("effects log", this::readEffects),
        new Step("Identify NVM Controller", () -> tolerant(admin.identifyNvmController())),
        new Step("ANA log", ana::read),
        new Step("keep alive", this::startKeepAlive),
        new Step(BringUpException.QUEUE_COUNT, this::requestQueues),
        new Step(BringUpException.CONNECT + " of the I/O queues", this::connectIoQueues));
  }

  /** A listener for the end of a bring-up. */
  @FunctionalInterface
  public interface Ending {
    /**
     * Called in a separate loop task when the bring-up has ended; {@code failure} is null if the
     * controller can be LIVE.
     */
    void ended(@Nullable BringUpException failure);
  }

  /**
   * Starts the bring-up. The controller must be CONNECTING. Tearing down its queues makes the
   * current step fail.
   *
   * @param ending called once
   */
  public void start(Ending ending) {
    Queue<Step> steps = new ArrayDeque<>(stepsToReady());
    steps.addAll(stepsFromReady());
    takeSettings();
    run(steps, ending);
  }

  /**
   * Starts a bring-up that ends when the controller is ready, for controllers without I/O queues.
   */
  public void startToReady(Ending ending) {
    takeSettings();
    run(new ArrayDeque<>(stepsToReady()), ending);
  }

  /** Takes the settings that count for the whole attempt. */
  private void takeSettings() {
    settings = controller.settings();
    keepAlive.agree(settings.katoMillis());
  }

  private void run(Queue<Step> left, Ending ending) {
    Step step = left.poll();
    if (step == null) {
      ending.ended(null);
      return;
    }
    AdminRequests.whenDone(
        controller, begin(step), (_, failure) -> stepEnded(step, failure, left, ending));
  }

  private void stepEnded(Step step, @Nullable Throwable failure, Queue<Step> left, Ending ending) {
    if (failure != null) {
      ending.ended(new BringUpException(step.name(), cause(failure)));
    } else if (!controller.queues().takesAdminCommands()) {
      Throwable lost = new IllegalStateException("the connection was lost");
      ending.ended(new BringUpException(step.name(), lost));
    } else {
      run(left, ending);
    }
  }

  private static CompletableFuture<?> begin(Step step) {
    try {
      return step.action().get();
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Returns a step whose failure is ignored. */
  private static CompletableFuture<?> tolerant(CompletableFuture<?> step) {
    return step.handle((_, _) -> true);
  }

  private Digests digests() {
    return new Digests(settings.headerDigest(), settings.dataDigest());
  }

  private CompletableFuture<?> openAdminQueue() {
    return controller
        .queues()
        .makeAdmin(ADMIN_IN_CAPSULE_BYTES)
        .open(controller.front(), digests());
  }

  private CompletableFuture<?> connectAdminQueue() {
    return admin
        .connect(
            controller.queues().admin(), ADMIN_ENTRIES, ConnectData.DYNAMIC, settings.katoMillis())
        .thenAccept(id -> {
          cntlid = id;
          connected(0, ADMIN_ENTRIES);
        });
  }

  private void connected(int qid, int entries) {
    controller.record(Cause.NONE, new ConnectionEvent.QueueConnected(qid, cntlid, entries));
  }

  private CompletableFuture<?> readCapabilities() {
    return admin
        .propertyGet(Property.CAP)
        .thenAccept(value -> {
          cap = new Cap(value);
          controller.readyTimeoutMillis(cap.readyTimeoutMillis());
        });
  }

  private CompletableFuture<?> configure(boolean enable) {
    return admin.propertySet(Property.CC, Cc.disabled().withEnable(enable).value());
  }

  private CompletableFuture<?> awaitReady() {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    pollReady(ready, controller.loop().nanos() + capTimeoutNanos());
    return ready;
  }

  private long capTimeoutNanos() {
    return TimeUnit.MILLISECONDS.toNanos(cap.readyTimeoutMillis());
  }

  private void pollReady(CompletableFuture<Void> ready, long deadlineNanos) {
    admin
        .propertyGet(Property.CSTS)
        .whenComplete((value, failure) -> {
          if (failure != null) {
            ready.completeExceptionally(failure);
          } else if (new Csts(value.intValue()).ready()) {
            ready.complete(null);
          } else if (controller.loop().nanos() >= deadlineNanos) {
            ready.completeExceptionally(
                new IllegalStateException("Device not ready; CSTS=%#x".formatted(value)));
          } else {
            controller.loop().schedule(READY_POLL_NANOS, () -> pollReady(ready, deadlineNanos));
          }
        });
  }

  /**
   * Identifies the controller. This step follows the enable step, because a controller changes CIU
   * and CIRN when it becomes ready (TP8028; reference 5.5).
   */
  private CompletableFuture<?> identify() {
    return admin
        .identifyController()
        .thenAccept(read -> {
          checkUsable(read);
          Identity identity = Identity.of(read, settings.katoMillis());
          controller.identify(identity);
          controller.record(
              Cause.NONE,
              new ControllerEvent.Identified(
                  identity.instance(),
                  identity.katoMillis(),
                  identity.cqtMillis(),
                  identity.ccrLimit(),
                  identity.trafficBased()));
        });
  }

  /**
   * Throws if Linux would refuse the controller in nvme_init_identify or
   * nvme_check_ctrl_fabric_info.
   */
  private void checkUsable(IdentifyController read) {
    if (read.cntlid() != cntlid) {
      throw new IllegalStateException(
          "Mismatching cntlid: Connect %d vs Identify %d, rejecting"
              .formatted(cntlid, read.cntlid()));
    }
    require(
        read.get(IdentifyController.KAS) > 0 || settings.katoMillis() == 0,
        "keep-alive support is mandatory for fabrics");
    require(
        read.get(IdentifyController.IOCCSZ) >= 4 && read.get(IdentifyController.IORCSZ) >= 1,
        "I/O queue capsules are too small");
    require(read.get(IdentifyController.ICDOFF) == 0, "icdoff is not supported!");
    require((read.get(IdentifyController.SGLS) & 3) != 0, "Mandatory sgls are not supported!");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }

  private IdentifyController identified() {
    return controller.identity().controller();
  }

  private CompletableFuture<?> readEffects() {
    boolean supported = (identified().get(IdentifyController.LPA) & EFFECTS_LOG_SUPPORTED) != 0;
    return supported ? tolerant(admin.effectsLog()) : CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<?> startKeepAlive() {
    keepAlive.start();
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<?> requestQueues() {
    QueueCount wanted = new QueueCount(settings.ioQueues(), settings.ioQueues());
    return admin
        .setFeature(FeatureId.NUMBER_OF_QUEUES, wanted.toDword())
        .thenAccept(granted -> {
          QueueCount count = QueueCount.of(granted).orElse(wanted);
          grantedQueues =
              Math.min(settings.ioQueues(), Math.min(count.submission(), count.completion()));
          controller.record(Cause.NONE, new ConnectionEvent.QueuesCreating(grantedQueues));
        });
  }

  private CompletableFuture<?> connectIoQueues() {
    CompletableFuture<?> all = CompletableFuture.completedFuture(null);
    for (int i = 0; i < grantedQueues; i++) {
      all = all.thenCompose(_ -> connectIoQueue());
    }
    return all.thenRun(
        () -> controller.record(Cause.NONE, new ConnectionEvent.QueuesMapped(grantedQueues, 0, 0)));
  }

  private CompletableFuture<?> connectIoQueue() {
    int entries = ioEntries();
    int inCapsuleBytes =
        (int) Math.min(identified().inCapsuleBytes(), QueueConnection.MAX_TRANSFER_BYTES);
    QueuePair queue = controller.queues().makeIo(entries, inCapsuleBytes);
    return queue
        .open(controller.front(), digests())
        .thenCompose(_ -> admin.connect(queue, entries, cntlid, 0))
        .thenRun(() -> connected(queue.qid(), entries));
  }

  /** Returns the size of I/O queues, limited to MQES and, if the controller reports it, MAXCMD. */
  private int ioEntries() {
    int entries = Math.min(settings.queueSize(), cap.mqes() + 1);
    int maxCommands = (int) identified().get(IdentifyController.MAXCMD);
    return maxCommands == 0 ? entries : Math.min(entries, maxCommands);
  }
}
