package dev.fenceline.tap;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.KeepAliveTimeout;
import dev.fenceline.nvme.MalformedException;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.log.AnaLog;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.nvme.log.LogPageRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The data about a controller in responses that its host has received. */
final class HostAnswers {
  private final LaneRecorder recorder;
  private final Map<Integer, AnaState> anaGroups = new HashMap<>();
  private @Nullable IdentifyController identified;
  private long askedKatoMillis;

  HostAnswers(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  /** Starts a new association with the keep-alive timeout that its Connect requests. */
  void begins(long katoMillis) {
    askedKatoMillis = katoMillis;
  }

  /** Returns the latest instance of the controller; null before the first Identify. */
  @Nullable InstanceId instance() {
    return identified == null ? null : identified.instance();
  }

  /** Returns the maximum number of simultaneous resets through this source. */
  int ccrLimit() {
    return identified == null ? 0 : identified.ccrl();
  }

  /** Returns the times that matter for fencing, as far as the host has read them. */
  HostFencing.Times times() {
    if (identified == null) {
      return HostFencing.Times.NOT_KNOWN;
    }
    KeepAliveTimeout applied = identified.applied(askedKatoMillis);
    return new HostFencing.Times(
        applied.noticedAfterMillis(),
        identified.cqtMillis(),
        Math.max(applied.millis(), identified.cqtMillis()));
  }

  /** Reports whether every command counts as a Keep Alive. */
  boolean isTrafficBased() {
    return identified != null && identified.trafficBasedKeepAlive();
  }

  /** Reads the data of a completed command. */
  void read(OutstandingCommand command, Cause cause, BiConsumer<CcrLog.Entry, Cause> resets) {
    try {
      if (command.identifiesController()) {
        identified(IdentifyController.read(command.answer()), cause);
      } else if (command.readsLog(LogPageRequest.LID_ANA)) {
        AnaLog.read(command.answer()).groups().forEach(group -> ana(group, cause));
      } else if (command.readsLog(LogPageRequest.LID_CCR)) {
        boolean retains = LogPageRequest.of(command.command()).retainEvent();
        ccrLog(CcrLog.read(command.answer()), retains, cause, resets);
      }
    } catch (MalformedException _) {
      // read in parts, or malformed: infer nothing; the PDUs show the data
    }
  }

  private void identified(IdentifyController controller, Cause cause) {
    identified = controller;
    recorder.record(
        cause,
        new ControllerEvent.Identified(
            controller.instance(),
            controller.applied(askedKatoMillis).millis(),
            controller.cqtMillis(),
            controller.ccrl(),
            controller.trafficBasedKeepAlive()));
  }

  private void ana(AnaLog.Group group, Cause cause) {
    if (anaGroups.put(group.id(), group.state()) != group.state()) {
      recorder.record(cause, new ControllerEvent.AnaState(group.id(), group.state().code()));
    }
  }

  private void ccrLog(
      CcrLog log, boolean retains, Cause cause, BiConsumer<CcrLog.Entry, Cause> resets) {
    String text =
        log.entries().stream()
            .map(e -> "ICID %d CIU %02xh CCRS %d".formatted(e.icid(), e.ciu(), e.status()))
            .collect(Collectors.joining(", "));
    Cause read =
        recorder.record(
            cause,
            new AenEvent.LogRead(LogPageRequest.LID_CCR, retains, log.entries().size(), text));
    for (CcrLog.Entry entry : log.entries()) {
      recorder.record(
          read,
          new AenEvent.CcrLogEntry(
              entry.icid(), entry.ciu(), entry.acid(), entry.status(), entry.flags()));
      resets.accept(entry, read);
    }
  }
}
