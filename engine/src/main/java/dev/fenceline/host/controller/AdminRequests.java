package dev.fenceline.host.controller;

import dev.fenceline.event.Cause;
import dev.fenceline.host.queue.CommandFailedException;
import dev.fenceline.host.queue.QueuePair;
import dev.fenceline.host.queue.Request;
import dev.fenceline.host.queue.Request.Answer;
import dev.fenceline.host.queue.Request.Purpose;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.FeatureId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.identify.NamespaceDescriptors;
import dev.fenceline.nvme.identify.NamespaceList;
import dev.fenceline.nvme.log.AnaLog;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.nvme.log.EffectsLog;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.scenario.HostSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends the fabrics and admin commands of bring-up and of event handling, and returns futures of
 * their responses. A future fails with {@link CommandFailedException} if the command fails, and
 * with the parser's exception if the response is invalid. All futures complete on the loop, in the
 * task that receives the response.
 */
public final class AdminRequests {
  /** NSID of a log page that concerns the whole controller. */
  private static final int ALL_NAMESPACES = 0xFFFF_FFFF;

  private static final int CSI_NVM = 0;

  private final HostController controller;

  public AdminRequests(HostController controller) {
    this.controller = controller;
  }

  /**
   * Sends Connect on the admin queue or on an I/O queue.
   *
   * @param entries the number of entries of the queue
   * @param cntlid the requested controller; {@link ConnectData#DYNAMIC} on an admin queue
   * @return the controller ID
   */
  CompletableFuture<Integer> connect(QueuePair queue, int entries, int cntlid, long katoMillis) {
    HostSettings settings = controller.settings();
    ByteBuf data = Unpooled.buffer(ConnectData.SIZE, ConnectData.SIZE);
    new ConnectData(
            UUID.fromString(settings.hostId()),
            cntlid,
            new Nqn(controller.subsystemNqn()),
            new Nqn(settings.hostNqn()))
        .write(data);
    CompletableFuture<Integer> done = new CompletableFuture<>();
    Request request =
        new Request(
            Command.connect(queue.qid(), entries - 1, 0, katoMillis),
            Purpose.HOUSEKEEPING,
            data,
            0,
            settings.adminTimeoutMillis(),
            (_, answer) -> settle(done, answer, a -> Completion.connectedTo(a.result())));
    queue.submitReserved(request, Cause.NONE);
    return done;
  }

  public CompletableFuture<Long> propertyGet(Property property) {
    return send(Command.propertyGet(property), 0, Answer::result);
  }

  public CompletableFuture<Long> propertySet(Property property, long value) {
    return send(Command.propertySet(property, value), 0, Answer::result);
  }

  CompletableFuture<IdentifyController> identifyController() {
    return identify(IdentifyRequest.CNS_CONTROLLER, 0, IdentifyController::read);
  }

  /**
   * Reads the limits of the NVM command set. The host does not use them, but Linux reads them too.
   */
  CompletableFuture<Boolean> identifyNvmController() {
    return identify(IdentifyRequest.CNS_NVM_CONTROLLER, 0, _ -> true);
  }

  CompletableFuture<NamespaceList> identifyNamespaceList() {
    return identify(IdentifyRequest.CNS_NAMESPACE_LIST, 0, NamespaceList::read);
  }

  CompletableFuture<NamespaceDescriptors> identifyNamespaceDescriptors(int nsid) {
    return identify(IdentifyRequest.CNS_NAMESPACE_DESCRIPTORS, nsid, NamespaceDescriptors::read);
  }

  CompletableFuture<IdentifyNamespace> identifyNamespace(int nsid) {
    return identify(IdentifyRequest.CNS_NAMESPACE, nsid, IdentifyNamespace::read);
  }

  private <T> CompletableFuture<T> identify(int cns, int nsid, Function<ByteBuf, T> parse) {
    return send(
        Command.identify(cns, nsid, 0, CSI_NVM),
        IdentifyRequest.DATA_SIZE,
        answer -> parse.apply(data(answer)));
  }

  CompletableFuture<EffectsLog> effectsLog() {
    return log(LogPageRequest.LID_EFFECTS, 0, false, EffectsLog.SIZE, 0, EffectsLog::read);
  }

  /** Returns the first bytes of the discovery log; its data is valid only during {@code parse}. */
  public <T> CompletableFuture<T> discoveryLog(int bytes, Function<ByteBuf, T> parse) {
    return log(LogPageRequest.LID_DISCOVERY, 0, false, bytes, 0, parse);
  }

  /** Reads at most {@code bytes} bytes of the ANA log. Reading it re-arms its event. */
  CompletableFuture<AnaLog> anaLog(int bytes) {
    return log(LogPageRequest.LID_ANA, 0, false, bytes, 0, AnaLog::read);
  }

  /** Reads the list of changed namespaces. Reading it re-arms its event. */
  CompletableFuture<Boolean> changedNamespaces() {
    return log(
        LogPageRequest.LID_CHANGED_NAMESPACES,
        0,
        false,
        NamespaceList.SIZE,
        ALL_NAMESPACES,
        _ -> true);
  }

  /**
   * Reads log 1Eh after an event: removes completed entries (RMC 1) and re-arms the event (RAE 0).
   */
  CompletableFuture<CcrLog> takeCcrLog() {
    return ccrLog(LogPageRequest.LSP_CCR_REMOVE_COMPLETED, false);
  }

  /** Reads log 1Eh without changing anything: RMC 0, RAE 1. */
  CompletableFuture<CcrLog> peekCcrLog() {
    return ccrLog(0, true);
  }

  private CompletableFuture<CcrLog> ccrLog(int lsp, boolean retainEvent) {
    return log(LogPageRequest.LID_CCR, lsp, retainEvent, CcrLog.SIZE, ALL_NAMESPACES, CcrLog::read);
  }

  private <T> CompletableFuture<T> log(
      int lid, int lsp, boolean retainEvent, int bytes, int nsid, Function<ByteBuf, T> parse) {
    return send(
        Command.getLogPage(lid, lsp, retainEvent, bytes, 0, nsid),
        bytes,
        answer -> parse.apply(data(answer)));
  }

  CompletableFuture<Integer> setFeature(FeatureId feature, int value) {
    return send(Command.setFeatures(feature.id(), value), 0, answer -> (int) answer.result());
  }

  private <T> CompletableFuture<T> send(Command command, int readBytes, Function<Answer, T> parse) {
    CompletableFuture<T> done = new CompletableFuture<>();
    if (!controller.queues().takesAdminCommands()) {
      return CompletableFuture.failedFuture(new IllegalStateException("the admin queue is closed"));
    }
    long timeoutMillis = controller.settings().adminTimeoutMillis();
    controller
        .queues()
        .admin()
        .submit(
            Request.admin(
                command, readBytes, timeoutMillis, (_, answer) -> settle(done, answer, parse)),
            Cause.NONE);
    return done;
  }

  private static <T> void settle(
      CompletableFuture<T> done, Answer answer, Function<Answer, T> parse) {
    if (!answer.status().isSuccess()) {
      done.completeExceptionally(new CommandFailedException(answer.status()));
      return;
    }
    T value;
    try {
      value = parse.apply(answer);
    } catch (RuntimeException malformed) {
      done.completeExceptionally(malformed);
      return;
    }
    done.complete(value);
  }

  /**
   * Calls {@code next} in a separate loop task when a command is done. A future would swallow its
   * exceptions; the loop ends the run with them.
   */
  public static <T> void whenDone(
      HostController controller,
      CompletableFuture<T> done,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> next) {
    done.whenComplete(
        (value, failure) -> controller.loop().execute(() -> next.accept(value, failure)));
  }

  private static ByteBuf data(Answer answer) {
    ByteBuf data = answer.data();
    if (data == null) {
      throw new IllegalStateException("the answer has no data");
    }
    return data;
  }
}
