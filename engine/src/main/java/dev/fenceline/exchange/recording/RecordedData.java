package dev.fenceline.exchange.recording;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.log.AnaLog;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.nvme.tcp.PduType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds PDU data that was decoded but not kept: the data of Connect, Identify and log pages. Its
 * source is the events that were recorded when the data was decoded.
 */
final class RecordedData {
  /** A connection of a path, by its number. */
  record Wire(Lane path, int connection) {}

  /** The data that a command read, with the name of the command. */
  private static final class Answer {
    private @Nullable IdentifyController identified;
    private final List<CcrLog.Entry> resets = new ArrayList<>();
    private boolean readsResets;
    private final List<AnaLog.Group> groups = new ArrayList<>();
  }

  private record Owner(Nqn host, UUID hostId) {}

  private static final Nqn NO_HOST = new Nqn("nqn.2014-08.org.nvmexpress:uuid:unknown");
  private static final Nqn NO_SUBSYSTEM = new Nqn("nqn.2014-08.org.nvmexpress:uuid:none");

  private final Map<Long, Event> submittedOfPdu = new HashMap<>();
  private final Map<Wire, Lane> hosts = new HashMap<>();
  private final Map<Wire, Integer> cntlids = new HashMap<>();
  private final Map<Lane, Owner> owners = new HashMap<>();
  private final Map<Lane, String> addresses = new HashMap<>();
  private final Map<Long, Answer> answers = new HashMap<>();
  private Nqn subsystem = NO_SUBSYSTEM;

  RecordedData(List<Event> events) {
    Map<Long, Event> bySequence = new HashMap<>();
    Map<String, Lane> paths = new HashMap<>();
    Event pdu = null;
    for (Event event : events) {
      if (event.detail() instanceof PathEvent.Opened) {
        paths.put(event.lane().name(), event.lane());
      } else if (event.detail() instanceof PduEvent.Passed passed) {
        pdu = event;
        if (passed.cntlid() != 0) {
          cntlids.putIfAbsent(new Wire(event.lane(), passed.connection()), passed.cntlid());
        }
      } else if (event.lane().group() == Lane.Group.HOST) {
        bySequence.put(event.sequence(), event);
        ofHost(event, pdu, bySequence, paths);
      } else if (event.detail() instanceof InstanceEvent.Created created && pdu != null) {
        owner(pdu, created);
      }
    }
  }

  private void ofHost(
      Event event, @Nullable Event pdu, Map<Long, Event> bySequence, Map<String, Lane> paths) {
    switch (event.detail()) {
      case ControllerEvent.Created it -> {
        Lane path = paths.get(it.path());
        if (path != null) {
          addresses.putIfAbsent(path, it.address());
        }
      }
      case ControllerEvent.Connected it -> subsystem = new Nqn(it.subsystemNqn());
      case CommandEvent.Submitted it -> submitted(event, it, pdu);
      case ControllerEvent.Identified it ->
          answer(event, bySequence).identified =
              IdentifyController.builder()
                  .instance(it.instance())
                  .set(IdentifyController.CQT, it.cqtMillis())
                  .set(IdentifyController.CCRL, it.ccrLimit())
                  .set(IdentifyController.KAS, 1)
                  .set(IdentifyController.TBKAS, it.trafficBased())
                  .build();
      case ControllerEvent.AnaState it ->
          AnaState.of(it.state())
              .ifPresent(state ->
                  answer(event, bySequence)
                      .groups
                      .add(new AnaLog.Group(it.group(), 0, state, List.of())));
      case AenEvent.LogRead _ -> answer(event, bySequence).readsResets = true;
      case AenEvent.CcrLogEntry it ->
          answer(event, bySequence)
              .resets
              .add(new CcrLog.Entry(it.icid(), it.ciu(), it.acid(), it.ccrStatus(), it.ccrFlags()));
      default -> {}
    }
  }

  private void submitted(Event event, CommandEvent.Submitted command, @Nullable Event pdu) {
    if (pdu != null
        && pdu.detail() instanceof PduEvent.Passed passed
        && isCommand(passed)
        && passed.cid() == command.cid()) {
      submittedOfPdu.putIfAbsent(pdu.sequence(), event);
      hosts.put(new Wire(pdu.lane(), passed.connection()), event.lane());
    }
  }

  static boolean isCommand(PduEvent.Passed pdu) {
    return pdu.type() == PduType.CAPSULE_CMD.code()
        && pdu.direction() == Direction.TO_TARGET
        && pdu.point() == Point.ENTERED;
  }

  /**
   * Returns the answer from which an event was decoded. The causes of the event lead to the
   * command.
   */
  private Answer answer(Event event, Map<Long, Event> bySequence) {
    Event at = event;
    while (at != null && !(at.detail() instanceof CommandEvent.Submitted)) {
      at = bySequence.get(at.cause().sequence());
    }
    return answers.computeIfAbsent(at == null ? 0 : at.sequence(), _ -> new Answer());
  }

  private void owner(Event pdu, InstanceEvent.Created created) {
    if (pdu.detail() instanceof PduEvent.Passed passed) {
      Lane host = hosts.get(new Wire(pdu.lane(), passed.connection()));
      if (host != null) {
        owners.put(host, new Owner(new Nqn(created.hostNqn()), UUID.fromString(created.hostId())));
      }
    }
  }

  /** Returns the address at which hosts reach the target on a path. */
  String address(Lane path, PathEvent.Opened opened) {
    return addresses.getOrDefault(path, opened.front());
  }

  /**
   * Returns the command of a host that a PDU carried, or null if no event of its controller was
   * recorded.
   */
  @Nullable Event submitted(Event pdu) {
    return submittedOfPdu.get(pdu.sequence());
  }

  /**
   * Returns the data of a Connect command. If its controller has no events, the command went to the
   * discovery subsystem.
   */
  ByteBuf connectData(Event pdu, PduEvent.Passed passed) {
    Event submitted = submitted(pdu);
    Lane host = submitted == null ? null : submitted.lane();
    Owner owner =
        host == null || !owners.containsKey(host)
            ? new Owner(NO_HOST, new UUID(0, host == null ? 0 : host.name().hashCode()))
            : owners.get(host);
    ByteBuf data = Unpooled.buffer(ConnectData.SIZE);
    new ConnectData(
            owner.hostId(),
            passed.qid() == 0
                ? ConnectData.DYNAMIC
                : cntlids.getOrDefault(
                    new Wire(pdu.lane(), passed.connection()), ConnectData.DYNAMIC),
            host == null ? Nqn.DISCOVERY : subsystem,
            owner.host())
        .write(data);
    return data;
  }

  /** Returns the data that a command read, or null if it was not kept. */
  @Nullable ByteBuf answer(Event submitted) {
    Answer answer = answers.get(submitted.sequence());
    if (answer == null) {
      return null;
    }
    ByteBuf data = Unpooled.buffer(CcrLog.SIZE);
    if (answer.identified != null) {
      answer.identified.write(data);
    } else if (answer.readsResets) {
      new CcrLog(answer.resets).write(data);
    } else {
      new AnaLog(0, answer.groups).write(data);
    }
    return data;
  }

  /** Returns which end closed a queue of a host, according to its event. */
  static @Nullable Direction endOf(ConnectionEvent.QueueClosed closed, boolean atHost) {
    return switch (closed.reason()) {
      case "closed by its host" -> Direction.TO_TARGET;
      case "closed by the target" -> Direction.TO_HOST;
      case "the connection was lost" -> atHost ? Direction.TO_HOST : Direction.TO_TARGET;
      default -> null;
    };
  }
}
