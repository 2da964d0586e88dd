package dev.fenceline.tap;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.Feature;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.PropertyRequest;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a controller's commands and their completions for its {@link ObservedController}:
 * Connects, Keep Alives, resets of other controllers, features, Property Set of CC.
 */
final class HostCommands {
  private final ObservedController story;
  private final LaneRecorder scribe;
  private final ObservedController.Others others;
  private final HostKeepAlive keepAlive;
  private final HostAttempts attempts;
  private final HostSuspicion suspicion;
  private final HostAnswers answers;
  private final HostQueueCount queueCount;
  private int cntlid;

  HostCommands(
      ObservedController story,
      ObservedController.Others others,
      HostKeepAlive keepAlive,
      HostAttempts attempts,
      HostSuspicion suspicion) {
    this.story = story;
    this.others = others;
    this.keepAlive = keepAlive;
    this.attempts = attempts;
    this.suspicion = suspicion;
    scribe = story.scribe();
    answers = new HostAnswers(scribe);
    queueCount = new HostQueueCount(scribe);
  }

  /** Starts over before the admin queue is connected with this KATO. */
  void begin(long katoMillis) {
    queueCount.forget();
    answers.begins(katoMillis);
  }

  /** Returns the controller's instance; null if it was not read. */
  @Nullable InstanceId instance() {
    return answers.instance();
  }

  /** Returns the times that matter for fencing, as far as they were read. */
  HostFencing.Times times() {
    return answers.times();
  }

  void submitted(OpenQueue queue, OpenCommand command) {
    if (!queue.isAdmin()) {
      return;
    }
    if (story.is(ControllerState.CONNECTING) && !OpenCommand.isConnect(command.command())) {
      attempts.at(command.label());
    }
    keepAlive.submitted(command);
    if (command.is(Opcode.Admin.CROSS_CONTROLLER_RESET)) {
      resets(command);
    } else if (command.is(Opcode.Fabrics.PROPERTY_SET)) {
      configures(command);
    }
  }

  /**
   * Detects an orderly stop: the host shuts down or disables a LIVE controller by a Property Set of
   * CC.
   */
  private void configures(OpenCommand command) {
    PropertyRequest request = PropertyRequest.of(command.command());
    if (!story.is(ControllerState.LIVE) || !request.matches(Property.CC)) {
      return;
    }
    Cc cc = new Cc((int) request.value());
    if (cc.shutdown() != 0) {
      story.shutsDown(command.recorded());
    } else if (!cc.enabled()) {
      story.disables(command.recorded());
    }
  }

  private void resets(OpenCommand command) {
    InstanceId impacted = command.command().impacted();
    ObservedController other = others.connectedTo(impacted, story.key());
    if (other != null && other != story) {
      int left = answers.ccrLimit() - others.resetsThrough(story.device()) - 1;
      other.fencedThrough(story.device(), impacted, command.cid(), Math.max(0, left));
    }
  }

  void completed(OpenQueue queue, OpenCommand command, Completion completion, Cause recorded) {
    if (OpenCommand.isConnect(command.command())) {
      connected(queue, completion);
      return;
    }
    if (!queue.isAdmin()) {
      return;
    }
    keepAlive.completed(command);
    switch (command.operation().orElse(null)) {
      case Opcode.Admin.KEEP_ALIVE -> keptAlive(command, completion, recorded);
      case Opcode.Admin.ASYNC_EVENT -> {
        if (completion.status().isSuccess()) {
          scribe.record(recorded, new AenEvent.Received(command.cid(), completion.dw0()));
        }
      }
      case Opcode.Admin.CROSS_CONTROLLER_RESET -> resetAnswered(command, completion);
      case Opcode.Admin.SET_FEATURES -> featureSet(command, completion);
      case Opcode.Admin.IDENTIFY, Opcode.Admin.GET_LOG_PAGE -> {
        if (completion.status().isSuccess()) {
          answers.read(
              command, recorded, (entry, read) -> others.logRead(story.device(), entry, read));
          keepAlive.trafficBased(answers.isTrafficBased());
        }
      }
      case null, default -> {}
    }
  }

  private void connected(OpenQueue queue, Completion completion) {
    if (!completion.status().isSuccess()) {
      suspicion.refused(completion.status().toString());
      attempts.refused(completion.statusField());
      return;
    }
    if (queue.isAdmin()) {
      cntlid = Completion.connectedTo(completion.dw0());
    }
    scribe.record(
        Cause.NONE, new ConnectionEvent.QueueConnected(queue.qid(), cntlid, queue.entries()));
    if (!queue.isAdmin() && queueCount.connectsLast() && attempts.isUnderWay()) {
      story.live();
    }
  }

  private void keptAlive(OpenCommand command, Completion completion, Cause recorded) {
    Cause cause =
        keepAlive.answered(command, completion.status(), completion.statusField(), recorded);
    if (!completion.status().isSuccess()) {
      story.suspects("Keep Alive failed", cause);
    }
  }

  private void resetAnswered(OpenCommand command, Completion completion) {
    ObservedController other = others.connectedTo(command.command().impacted(), story.key());
    if (other == null || !other.is(ControllerState.FENCING)) {
      return;
    }
    boolean success = completion.status().isSuccess();
    boolean immediate = success && Completion.isResetImmediate(completion.dw0());
    other
        .fencing()
        .answered(story.device(), command.cid(), completion.statusField(), success, immediate);
    other.fencedIfSo();
  }

  private void featureSet(OpenCommand command, Completion completion) {
    if (!completion.status().isSuccess()) {
      return;
    }
    int fid = command.command().fid();
    if (fid == Feature.KEEP_ALIVE_TIMER.id()) {
      keepAlive.kato(Integer.toUnsignedLong(command.command().cdw11()));
    } else if (fid == Feature.NUMBER_OF_QUEUES.id() && story.is(ControllerState.CONNECTING)) {
      queueCount.agreed(command.command().cdw11(), completion.dw0());
    }
  }
}
