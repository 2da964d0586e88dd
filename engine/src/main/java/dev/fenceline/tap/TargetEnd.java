package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.ConnectRequest;
import dev.fenceline.nvme.MalformedException;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.tcp.FatalError;
import dev.fenceline.nvme.tcp.Pdu;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** One connection from its target's side: the PDUs that the target receives and sends. */
final class TargetEnd {
  private final ObservedInstances instances;
  private final ObservedInstances.Port port;
  private @Nullable ConnectData connect;
  private @Nullable OpenQueue queue;
  private @Nullable ObservedInstance instance;
  private boolean ended;

  TargetEnd(ObservedInstances instances, ObservedInstances.Port port) {
    this.instances = instances;
    this.port = port;
  }

  /** Handles a PDU that the target has received. */
  void received(Pdu pdu) {
    switch (pdu) {
      case Pdu.CapsuleCmd capsule
          when capsule.command().isConnect() && instance == null && capsule.data() != null ->
          connectReceived(capsule.command(), capsule.data());
      case Pdu.CapsuleCmd capsule -> received(capsule.command());
      case Pdu.H2cTermReq term when instance != null && queue != null ->
          terminated(instance, queue, false, term.fes(), term.fei());
      default -> {}
    }
  }

  private void connectReceived(Command command, ByteBuf bytes) {
    try {
      ConnectData data = ConnectData.read(bytes.duplicate());
      if (!data.subsystem().equals(Nqn.DISCOVERY)) {
        connect = data;
        ConnectRequest request = ConnectRequest.of(command);
        queue = new OpenQueue(request.qid(), request.sqsize() + 1);
        received(command);
      }
    } catch (MalformedException _) {
      connect = null;
    }
  }

  /**
   * Returns the recorder of the instance, or of the subsystem before a Connect has created or found
   * the instance.
   */
  private LaneRecorder recorder() {
    return instance == null ? instances.subsystem() : instance.recorder();
  }

  private void received(Command command) {
    if (queue == null) {
      return;
    }
    LaneRecorder recorder = recorder();
    int qid = queue.qid();
    Cause recorded =
        recorder.record(
            Cause.NONE,
            new CommandEvent.Received(
                qid,
                command.cid(),
                command.opcode(),
                OutstandingCommand.lba(command, qid),
                OutstandingCommand.blocks(command, qid)));
    OutstandingCommand open = new OutstandingCommand(command, qid, recorded, recorder.nanos());
    queue.add(open);
    if (instance != null) {
      instance.received(queue, open);
    }
  }

  /** Handles a PDU that the target has sent. */
  void sent(Pdu pdu) {
    if (queue == null) {
      return;
    }
    switch (pdu) {
      case Pdu.C2hData data -> {
        OutstandingCommand command = queue.find(data.cccid());
        if (command != null) {
          command.received(data.offset(), data.data());
          if (data.success()) {
            answers(queue, new Completion(0, 0, 0, queue.qid(), data.cccid(), Status.SUCCESS));
          }
        }
      }
      case Pdu.CapsuleResp response -> answers(queue, response.completion());
      case Pdu.C2hTermReq term when instance != null ->
          terminated(instance, queue, true, term.fes(), term.fei());
      default -> {}
    }
  }

  private void answers(OpenQueue at, Completion completion) {
    OutstandingCommand command = at.remove(completion.cid());
    if (command == null) {
      return;
    }
    Cause cause = command.recorded();
    if (instance == null && connect != null && completion.status().isSuccess()) {
      instance = joins(at, connect, command, completion);
    } else if (instance != null) {
      cause = instance.answers(at, command, completion);
    }
    recorder()
        .record(
            cause,
            new CommandEvent.Answered(
                at.qid(),
                command.cid(),
                completion.statusField(),
                Integer.toUnsignedLong(completion.dw0())));
  }

  /** Handles a successful Connect, which creates an instance on an admin queue. */
  private @Nullable ObservedInstance joins(
      OpenQueue at, ConnectData data, OutstandingCommand command, Completion completion) {
    if (!at.isAdmin()) {
      ObservedInstance found = instances.find(data.subsystem(), data.cntlid());
      if (found != null) {
        found.joined(at, command.recorded());
      }
      return found;
    }
    int cntlid = completion.dw0() & 0xFFFF;
    ObservedInstance made = instances.create(data.subsystem(), cntlid);
    made.created(
        port.number(), data, ConnectRequest.of(command.command()).katoMillis(), command.recorded());
    made.joined(at, command.recorded());
    return made;
  }

  private static void terminated(
      ObservedInstance instance, OpenQueue queue, boolean sent, int fes, long fei) {
    String text = FatalError.Status.of(fes).map(FatalError.Status::label).orElse("Unknown");
    instance
        .recorder()
        .record(Cause.NONE, new ConnectionEvent.TransportError(queue.qid(), sent, fes, fei, text));
  }

  /** Forgets the commands whose answers may not have been seen. */
  void missed() {
    if (queue != null) {
      queue.takeAll();
    }
  }

  /** Handles the end of the connection; only the first call counts. */
  void ended(boolean byTarget) {
    if (!ended && instance != null && queue != null) {
      instance.ended(queue, byTarget);
    }
    ended = true;
  }
}
