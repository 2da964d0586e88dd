package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.value.Direction;
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
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection from its host's side: the PDUs that the host sends and receives. */
final class HostEnd {
  private static final int WAY_MASK = 3;
  private static final int WAY_TO_CONTROLLER = 1;

  private final ObservedControllers controllers;
  private final ObservedControllers.Path path;
  private @Nullable ObservedController controller;
  private @Nullable OpenQueue queue;
  private boolean isInitialized;
  private boolean ended;

  /** The directions in which PDUs pass unseen at present. */
  private final Set<Direction> blind = EnumSet.noneOf(Direction.class);

  HostEnd(ObservedControllers controllers, ObservedControllers.Path path) {
    this.controllers = controllers;
    this.path = path;
  }

  /** Handles a PDU that the host has sent, with {@code dataLength} bytes of data. */
  void sent(Pdu pdu, int dataLength) {
    switch (pdu) {
      case Pdu.IcReq _ -> initializes();
      case Pdu.CapsuleCmd capsule when capsule.command().isConnect() && queue == null ->
          connects(capsule.command(), capsule.data());
      case Pdu.CapsuleCmd capsule -> submits(capsule.command(), capsule.data() != null);
      case Pdu.H2cData data -> sends(data, dataLength);
      default -> {}
    }
  }

  /** Handles a PDU that the host has received. */
  void received(Pdu pdu) {
    isInitialized |= pdu instanceof Pdu.IcResp;
    if (controller == null || queue == null) {
      return;
    }
    switch (pdu) {
      case Pdu.C2hData data -> {
        OutstandingCommand command = queue.find(data.cccid());
        if (command != null) {
          command.received(data.offset(), data.data());
          if (data.success()) {
            completes(new Completion(0, 0, 0, queue.qid(), data.cccid(), Status.SUCCESS));
          }
        }
      }
      case Pdu.CapsuleResp response -> completes(response.completion());
      case Pdu.C2hTermReq term -> terminated(controller, queue, term);
      default -> {}
    }
  }

  /**
   * Assigns a new connection to the controller of the path that waits to reconnect, if there is
   * exactly one.
   */
  private void initializes() {
    controller = controllers.reconnecting(path);
  }

  private void connects(Command connect, @Nullable ByteBuf bytes) {
    ObservedController named = bytes == null ? null : named(bytes);
    controller = named;
    if (named == null) {
      return;
    }
    ConnectRequest request = ConnectRequest.of(connect);
    OpenQueue opened = new OpenQueue(request.qid(), request.sqsize() + 1);
    queue = opened;
    if (opened.isAdmin()) {
      named.connects(opened, request.katoMillis());
    } else {
      named.connectsIo(opened);
    }
    submits(connect, true);
  }

  private @Nullable ObservedController named(ByteBuf bytes) {
    try {
      ConnectData data = ConnectData.read(bytes.duplicate());
      // a discovery controller has no recovery and gets no device name
      return data.subsystem().equals(Nqn.DISCOVERY)
          ? null
          : controllers.of(
              new ObservedController.Key(path.name(), data.host(), data.hostId(), data.subsystem()),
              path);
    } catch (MalformedException _) {
      return null;
    }
  }

  private void submits(Command command, boolean complete) {
    if (controller == null || queue == null) {
      return;
    }
    LaneRecorder recorder = controller.recorder();
    int qid = queue.qid();
    controller.beforeSubmission(queue, command);
    Cause recorded =
        recorder.record(
            Cause.NONE,
            new CommandEvent.Submitted(
                qid,
                command.cid(),
                command.opcode(),
                OutstandingCommand.lba(command, qid),
                OutstandingCommand.blocks(command, qid),
                0,
                0));
    OutstandingCommand open = new OutstandingCommand(command, qid, recorded, recorder.nanos());
    queue.add(open);
    if (complete || !asksForData(command)) {
      recorder.record(recorded, new CommandEvent.Sent(qid, command.cid()));
    }
    controller.submitted(queue, open);
    if (!blind.isEmpty()) {
      forget(); // its answer may not be seen
    }
  }

  /**
   * Reports whether the controller must request the command's data. Bits 0 and 1 of the opcode
   * contain the data direction.
   */
  private static boolean asksForData(Command command) {
    return (command.opcode() & WAY_MASK) == WAY_TO_CONTROLLER && command.sgl().length() > 0;
  }

  private void sends(Pdu.H2cData data, int dataLength) {
    if (controller == null || queue == null) {
      return;
    }
    OutstandingCommand command = queue.find(data.cccid());
    if (command != null && data.offset() + dataLength >= command.command().sgl().length()) {
      controller
          .recorder()
          .record(command.recorded(), new CommandEvent.Sent(queue.qid(), data.cccid()));
    }
  }

  private void completes(Completion completion) {
    if (controller == null || queue == null) {
      return;
    }
    OutstandingCommand command = queue.remove(completion.cid());
    if (command == null) {
      return;
    }
    Cause recorded =
        controller
            .recorder()
            .record(
                command.recorded(),
                new CommandEvent.Completed(
                    queue.qid(),
                    completion.cid(),
                    completion.statusField(),
                    Integer.toUnsignedLong(completion.dw0())));
    controller.completed(queue, command, completion, recorded);
  }

  private static void terminated(
      ObservedController controller, OpenQueue queue, Pdu.C2hTermReq term) {
    String text = FatalError.Status.of(term.fes()).map(FatalError.Status::label).orElse("Unknown");
    Cause recorded =
        controller
            .recorder()
            .record(
                Cause.NONE,
                new ConnectionEvent.TransportError(
                    queue.qid(), false, term.fes(), term.fei(), text));
    controller.suspects("Received C2HTermReq (FES = " + text + ")", recorded);
  }

  /** Handles that PDUs of the connection may have passed unseen, or still do. */
  void missed(Direction direction, boolean isOver) {
    if (isOver) {
      blind.remove(direction);
    } else {
      blind.add(direction);
    }
    forget();
  }

  private void forget() {
    if (controller != null && queue != null) {
      controller.missed(queue);
    }
  }

  /** Handles the end of the connection; only the first call counts. */
  void ended(boolean byHost) {
    if (ended) {
      return;
    }
    ended = true;
    if (controller != null && queue != null) {
      controller.ended(queue, byHost);
    } else if (controller != null) {
      controller.endsWithoutConnect(byHost, isInitialized);
    }
  }
}
