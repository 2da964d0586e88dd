package dev.fenceline.tap;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.FeatureId;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.MalformedException;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Properties.Csts;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.PropertyRequest;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.nvme.log.LogPageRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One controller instance of a target, as far as the traffic shows it. The traffic does not show
 * its media, so an instance whose connections have ended is QUIESCING. It is GONE only when its ID
 * is reused, when a reset of it is reported as successful, or if it was shut down before.
 */
final class ObservedInstance {
  /** The other instances. */
  interface Others {
    /** Returns the instance with this identity; null if it was not seen. */
    @Nullable ObservedInstance named(InstanceId instance);
  }

  private final LaneRecorder recorder;
  private final int cntlid;
  private final Others others;
  private final Set<OpenQueue> queues = new HashSet<>();
  private final Set<InstanceId> resetting = new HashSet<>();
  private InstanceState state = InstanceState.CREATED;
  private InstanceId instance;
  private long katoMillis;
  private boolean trafficBased;
  private long lastAcceptedNanos;
  private Cause late = Cause.NONE;

  ObservedInstance(LaneRecorder recorder, int cntlid, Others others) {
    this.recorder = recorder;
    this.cntlid = cntlid;
    this.others = others;
    this.instance = new InstanceId(cntlid, 0, 0);
  }

  LaneRecorder recorder() {
    return recorder;
  }

  InstanceId instance() {
    return instance;
  }

  private Cause become(InstanceState to, String reason, Cause cause) {
    if (!state.canBecome(to)) {
      return cause;
    }
    InstanceState from = state;
    state = to;
    return recorder.record(cause, new InstanceEvent.StateChanged(from, to, reason));
  }

  void created(int port, ConnectData data, long askedKatoMillis, Cause cause) {
    katoMillis = askedKatoMillis;
    lastAcceptedNanos = recorder.nanos();
    recorder.record(
        cause,
        new InstanceEvent.Created(cntlid, port, data.host().value(), data.hostId().toString()));
  }

  /** Adds a connected queue. */
  void joined(OpenQueue queue, Cause cause) {
    queues.add(queue);
    recorder.record(
        cause, new ConnectionEvent.QueueConnected(queue.qid(), cntlid, queue.entries()));
  }

  /** Handles a command that has arrived. */
  void received(OpenQueue queue, OutstandingCommand command) {
    if (trafficBased) {
      lastAcceptedNanos = recorder.nanos();
    }
  }

  /**
   * Handles the completion of a command before it is recorded.
   *
   * @return the event that causes the completion
   */
  Cause answers(OpenQueue queue, OutstandingCommand command, Completion completion) {
    Cause cause = command.recorded();
    if (!queue.isAdmin()) {
      return cause;
    }
    if (command.is(Opcode.Admin.CROSS_CONTROLLER_RESET)) {
      return reset(command, completion);
    }
    if (completion.status().isSuccess()) {
      return succeeds(command, completion);
    }
    return command.is(Opcode.Admin.KEEP_ALIVE) ? refusesKeepAlive(command) : cause;
  }

  private Cause refusesKeepAlive(OutstandingCommand command) {
    long overdueNanos = command.sinceNanos() - lastAcceptedNanos - katoNanos();
    if (katoMillis == 0 || overdueNanos <= 0 || state != InstanceState.READY) {
      return command.recorded();
    }
    late =
        recorder.record(command.recorded(), new KeepAliveEvent.Late(command.cid(), overdueNanos));
    return late;
  }

  private long katoNanos() {
    return TimeUnit.MILLISECONDS.toNanos(katoMillis);
  }

  private Cause succeeds(OutstandingCommand command, Completion completion) {
    Cause cause = command.recorded();
    return switch (command.operation().orElse(null)) {
      case Opcode.Admin.KEEP_ALIVE -> {
        lastAcceptedNanos = recorder.nanos();
        yield recorder.record(cause, new KeepAliveEvent.Accepted(command.cid()));
      }
      case Opcode.Admin.ASYNC_EVENT ->
          recorder.record(cause, new AenEvent.Sent(command.cid(), completion.dw0()));
      case Opcode.Admin.SET_FEATURES -> {
        if (command.command().fid() == FeatureId.KEEP_ALIVE_TIMER.id()) {
          katoMillis = Integer.toUnsignedLong(command.command().cdw11());
          lastAcceptedNanos = recorder.nanos();
        }
        yield cause;
      }
      case Opcode.Fabrics.PROPERTY_GET -> {
        if (PropertyRequest.of(command.command()).matches(Property.CSTS)) {
          says(new Csts(completion.dw0()), cause);
        }
        yield cause;
      }
      case Opcode.Admin.IDENTIFY, Opcode.Admin.GET_LOG_PAGE -> {
        says(command);
        yield cause;
      }
      case null, default -> cause;
    };
  }

  private void says(Csts csts, Cause cause) {
    if (csts.shutdown() == Csts.SHST_COMPLETE) {
      become(InstanceState.SHUT_DOWN, "shut down by its host", cause);
    } else if (csts.ready()) {
      become(InstanceState.READY, "enabled", cause);
    } else if (state == InstanceState.READY) {
      become(InstanceState.CREATED, "disabled", cause);
    }
  }

  private void says(OutstandingCommand command) {
    try {
      if (command.identifiesController()) {
        identifies(IdentifyController.read(command.answer()), command.recorded());
      } else if (command.readsLog(LogPageRequest.LID_CCR)) {
        CcrLog.read(command.answer()).entries().forEach(entry -> logs(entry, command.recorded()));
      }
    } catch (MalformedException _) {
      // read in parts, or malformed: infer nothing; the PDUs show the data
    }
  }

  private void identifies(IdentifyController controller, Cause cause) {
    if (controller.instance().equals(instance) && instance.isReported()) {
      return;
    }
    instance = controller.instance();
    trafficBased = controller.trafficBasedKeepAlive();
    katoMillis = controller.applied(katoMillis).millis();
    become(InstanceState.READY, "enabled", cause);
    recorder.record(
        cause,
        new InstanceEvent.Ready(
            instance, katoMillis, controller.cqtMillis(), controller.ccrl(), trafficBased));
  }

  private Cause reset(OutstandingCommand command, Completion completion) {
    InstanceId impacted = command.command().impacted();
    Cause cause = command.recorded();
    if (!completion.status().isSuccess()) {
      return recorder.record(
          cause,
          new FencingEvent.TargetRejected(
              impacted, completion.statusField(), completion.status().label()));
    }
    ObservedInstance other = others.named(impacted);
    if ((completion.dw0() & 1) != 0) {
      Cause immediate = recorder.record(cause, new FencingEvent.TargetImmediate(impacted));
      if (other != null) {
        other.gone("a reset of it found it gone", immediate);
      }
      return immediate;
    }
    resetting.add(impacted);
    Cause accepted =
        recorder.record(cause, new FencingEvent.TargetAccepted(impacted, resetting.size()));
    if (other != null) {
      other.resetBy(instance, accepted);
    }
    return accepted;
  }

  private void resetBy(InstanceId source, Cause cause) {
    become(
        InstanceState.QUIESCING,
        "reset by controller " + source.cntlid(),
        recorder.record(cause, new InstanceEvent.ResetBy(source, instance)));
  }

  /** Handles an entry of the CCR log, which reports how a reset has ended. */
  private void logs(CcrLog.Entry entry, Cause cause) {
    for (InstanceId impacted : Set.copyOf(resetting)) {
      if (entry.isDone() && entry.names(impacted)) {
        resetting.remove(impacted);
        Cause completed =
            recorder.record(
                cause, new FencingEvent.TargetCompleted(entry.icid(), entry.ciu(), entry.status()));
        ObservedInstance other = others.named(impacted);
        if (other != null && entry.status() == CcrLog.Entry.SUCCESS) {
          other.gone("the log of controller %d says so".formatted(cntlid), completed);
        }
      }
    }
  }

  /** Handles the end of a queue's connection. */
  void ended(OpenQueue queue, boolean byTarget) {
    if (!queues.remove(queue)) {
      return;
    }
    String reason = byTarget ? "closed by the target" : "the connection was lost";
    Cause cause = recorder.record(Cause.NONE, new ConnectionEvent.QueueClosed(queue.qid(), reason));
    boolean safe = state == InstanceState.SHUT_DOWN || state == InstanceState.CREATED;
    if (byTarget && state == InstanceState.READY) {
      noticed(cause);
    } else if (queue.isAdmin()) {
      become(
          InstanceState.QUIESCING,
          safe ? "admin connection closed" : "admin connection lost",
          cause);
      if (safe) {
        gone("it was shut down before", cause);
      }
    }
  }

  /**
   * Handles a connection that the target has closed, which means that it has detected the loss of
   * the instance.
   */
  private void noticed(Cause cause) {
    if (!late.isNone()) {
      become(InstanceState.QUIESCING, "late keep alive", late);
    } else if (katoMillis > 0 && recorder.nanos() - lastAcceptedNanos > katoNanos()) {
      Cause lapsed = recorder.record(cause, new KeepAliveEvent.Lapsed(lastAcceptedNanos));
      become(InstanceState.QUIESCING, "no Keep Alive within KATO", lapsed);
    } else {
      become(InstanceState.QUIESCING, "its connections were closed by the target", cause);
    }
  }

  /** Ends this instance, because another one has its ID. */
  void replaced() {
    if (queues.isEmpty()) {
      become(InstanceState.QUIESCING, "its connections have ended", Cause.NONE);
      gone("its ID is in use again", Cause.NONE);
    }
  }

  private void gone(String reason, Cause cause) {
    if (state != InstanceState.GONE) {
      become(InstanceState.QUIESCING, reason, cause);
      become(InstanceState.GONE, reason, cause);
    }
  }
}
