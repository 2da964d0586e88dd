package dev.fenceline.tap;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.FeatureId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.PropertyRequest;
import dev.fenceline.nvme.log.AsyncEvent;

/**
 * Infers the state of a controller from its commands and their completions: Connects, Keep Alives,
 * resets of other controllers, features, Property Set of CC.
 */
final class HostCommands {
  private final LaneRecorder recorder;
  private final OtherControllers others;
  private final HostKeepAlive keepAlive;
  private final HostSuspicion suspicion;
  private final HostAnswers answers;
  private final HostRecovery recovery;
  private final HostConnecting connecting;
  private final HostState state;
  private final HostQueueCount queueCount;
  private int cntlid;

  HostCommands(
      LaneRecorder recorder,
      OtherControllers others,
      HostKeepAlive keepAlive,
      HostSuspicion suspicion,
      HostAnswers answers,
      HostRecovery recovery,
      HostConnecting connecting) {
    this.recorder = recorder;
    this.others = others;
    this.keepAlive = keepAlive;
    this.suspicion = suspicion;
    this.answers = answers;
    this.recovery = recovery;
    this.connecting = connecting;
    state = recovery.state();
    queueCount = new HostQueueCount(recorder);
  }

  /** Resets the state before the admin queue is connected with this KATO. */
  void begin(long katoMillis) {
    queueCount.forget();
    answers.begins(katoMillis);
  }

  void submitted(OpenQueue queue, OutstandingCommand command) {
    if (!queue.isAdmin()) {
      return;
    }
    if (state.is(ControllerState.CONNECTING) && !command.command().isConnect()) {
      connecting.at(command.label());
    }
    keepAlive.submitted(command);
    if (command.is(Opcode.Admin.KEEP_ALIVE)) {
      suspicion.keptAlive();
    }
    if (command.is(Opcode.Admin.CROSS_CONTROLLER_RESET)) {
      others.resetSent(command.command().impacted(), command.cid(), answers.ccrLimit());
    } else if (command.is(Opcode.Fabrics.PROPERTY_SET)) {
      configures(command);
    }
  }

  /**
   * Detects an orderly stop: the host shuts down or disables a LIVE controller by a Property Set of
   * CC.
   */
  private void configures(OutstandingCommand command) {
    PropertyRequest request = PropertyRequest.of(command.command());
    if (!state.is(ControllerState.LIVE) || !request.matches(Property.CC)) {
      return;
    }
    Cc cc = new Cc((int) request.value());
    if (cc.shutdown() != 0) {
      recovery.shutsDown(command.recorded());
    } else if (!cc.enabled()) {
      recovery.disables(command.recorded());
    }
  }

  void completed(
      OpenQueue queue, OutstandingCommand command, Completion completion, Cause recorded) {
    if (command.command().isConnect()) {
      connected(queue, completion);
      return;
    }
    if (!queue.isAdmin()) {
      suspicion.answered(command);
      return;
    }
    keepAlive.completed(command);
    switch (command.operation().orElse(null)) {
      case Opcode.Admin.KEEP_ALIVE -> keptAlive(command, completion, recorded);
      case Opcode.Admin.ASYNC_EVENT -> {
        if (completion.status().isSuccess()) {
          recorder.record(recorded, new AenEvent.Received(command.cid(), completion.dw0()));
        }
      }
      case Opcode.Admin.CROSS_CONTROLLER_RESET ->
          others.resetAnswered(command.command().impacted(), completion);
      case Opcode.Admin.SET_FEATURES -> featureSet(command, completion);
      case Opcode.Admin.IDENTIFY, Opcode.Admin.GET_LOG_PAGE -> {
        if (completion.status().isSuccess()) {
          answers.read(command, recorded, others::logRead);
          keepAlive.trafficBased(answers.isTrafficBased());
        }
      }
      case null, default -> {}
    }
  }

  private void connected(OpenQueue queue, Completion completion) {
    if (!completion.status().isSuccess()) {
      connecting.refused(completion);
      return;
    }
    if (queue.isAdmin()) {
      cntlid = Completion.connectedTo(completion.dw0());
    }
    recorder.record(
        Cause.NONE, new ConnectionEvent.QueueConnected(queue.qid(), cntlid, queue.entries()));
    if (!queue.isAdmin() && queueCount.connectsLast()) {
      connecting.connectedLast();
    }
  }

  private void keptAlive(OutstandingCommand command, Completion completion, Cause recorded) {
    Cause cause =
        keepAlive.answered(command, completion.status(), completion.statusField(), recorded);
    if (!completion.status().isSuccess()) {
      suspects("Keep Alive failed", cause);
    }
  }

  /** Records a sign that the path has failed; only the first one counts. */
  void suspects(String sign, Cause cause) {
    if (state.is(ControllerState.LIVE)) {
      suspicion.begins(sign, cause);
    }
  }

  private void featureSet(OutstandingCommand command, Completion completion) {
    if (!completion.status().isSuccess()) {
      return;
    }
    int fid = command.command().fid();
    if (fid == FeatureId.ASYNC_EVENT_CONFIGURATION.id()
        && (command.command().cdw11() & AsyncEvent.Enable.CCR_COMPLETED) != 0) {
      others.asksForResets();
    } else if (fid == FeatureId.KEEP_ALIVE_TIMER.id()) {
      keepAlive.kato(Integer.toUnsignedLong(command.command().cdw11()));
    } else if (fid == FeatureId.NUMBER_OF_QUEUES.id() && state.is(ControllerState.CONNECTING)) {
      queueCount.agreed(command.command().cdw11(), completion.dw0());
    }
  }
}
