package dev.fenceline.timeline.span;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Connections.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins the events of the same copy at host, path and target. A command identifier is not reused
 * while its command may still complete, so a step always belongs to the latest copy with that
 * identifier on that queue of that connection.
 */
final class JourneyReader {
  /**
   * A command at one of its three places; {@code place} is a connection or the lane of an instance.
   */
  private record Key(Object place, int qid, int cid) {}

  private record CopyKey(long operation, int copy) {}

  private record PathConnection(Lane path, int connection) {}

  private final List<Event> recording;
  private final Connections connections;
  private final Map<Long, Journey> operations = new LinkedHashMap<>();
  private final List<Copy> copies = new ArrayList<>();
  private final int[] copyOfEvent;

  private final Map<Key, Copy> atHost = new HashMap<>();
  private final Map<Key, Copy> underway = new HashMap<>();
  private final Map<Key, Copy> atTarget = new HashMap<>();
  private final Map<CopyKey, Copy> byCopy = new HashMap<>();
  private final Map<PathConnection, Connection> onPath = new HashMap<>();
  private final Map<Copy, Integer> numbers = new HashMap<>();

  /**
   * Reads the first events of a timeline.
   *
   * @param size the number of events
   * @param pdus whether PDUs also count as steps of copies
   */
  JourneyReader(Timeline timeline, int size, boolean pdus) {
    recording = timeline.events();
    copyOfEvent = new int[size];
    connections = new Connections(timeline, size);
    for (int i = 0; i < size; i++) {
      if (pdus || !(timeline.detail(i) instanceof PduEvent)) {
        read(timeline.event(i));
      }
    }
  }

  Map<Long, Journey> operations() {
    return operations;
  }

  List<Copy> copies() {
    return copies;
  }

  /** Returns the number of each event's copy, from 1, or 0 if it has none. */
  int[] copyOfEvent() {
    return copyOfEvent;
  }

  private void read(Event event) {
    boolean atHostSide = event.lane().group() == Lane.Group.HOST;
    switch (event.detail()) {
      case CommandEvent.Submitted command -> submitted(event, command);
      case CommandEvent.Received command -> received(event, command);
      case CommandEvent detail -> {
        if (atHostSide) {
          step(event, hostCopy(event, event.lane(), detail.qid(), detail.cid()));
        } else {
          step(event, atTarget.get(new Key(event.lane(), detail.qid(), detail.cid())));
        }
      }
      case KeepAliveEvent.Sent sent -> adminStep(event, sent.cid());
      case KeepAliveEvent.Answered answered -> adminStep(event, answered.cid());
      case KeepAliveEvent.Expired expired -> adminStep(event, expired.cid());
      case KeepAliveEvent.Failed failed -> adminStep(event, failed.cid());
      case KeepAliveEvent.Accepted accepted -> adminStep(event, accepted.cid());
      case KeepAliveEvent.Late late -> adminStep(event, late.cid());
      case AenEvent.Sent sent -> adminStep(event, sent.cid());
      case AenEvent.Received received -> adminStep(event, received.cid());
      case FencingEvent.CcrIssued issued -> ccr(event, issued.source(), issued.sourceCid());
      case FencingEvent.CcrAnswered answered -> ccr(event, answered.source(), answered.sourceCid());
      case PduEvent.Passed pdu -> passed(event, pdu);
      case IoEvent io -> io(event, io);
      default -> {}
    }
  }

  private void submitted(Event event, CommandEvent.Submitted command) {
    Copy copy = new Copy(recording, event.lane(), command);
    register(copy);
    Connection connection = connections.at(event.lane(), event.sequence());
    if (connection != null) {
      atHost.put(new Key(connection, command.qid(), command.cid()), copy);
      Lane target = connection.target();
      if (target != null) {
        underway.put(new Key(target, command.qid(), command.cid()), copy);
      }
    }
    if (command.operation() != 0) {
      journey(command.operation()).add(copy);
      byCopy.put(new CopyKey(command.operation(), command.copy()), copy);
    }
    step(event, copy);
  }

  private void received(Event event, CommandEvent.Received command) {
    Key key = new Key(event.lane(), command.qid(), command.cid());
    Copy copy = underway.remove(key);
    if (copy == null) {
      copy = new Copy(recording, command);
      register(copy);
    }
    atTarget.put(key, copy);
    copy.received(event.lane(), event);
    copyOfEvent[(int) event.sequence() - 1] = number(copy);
  }

  private void adminStep(Event event, int cid) {
    if (event.lane().group() == Lane.Group.HOST) {
      step(event, hostCopy(event, event.lane(), 0, cid));
    } else {
      step(event, atTarget.get(new Key(event.lane(), 0, cid)));
    }
  }

  /**
   * Joins a reset, which is recorded on the impacted controller's lane but sent through the source.
   */
  private void ccr(Event event, String source, int cid) {
    Copy copy = hostCopy(event, Lane.host(source), 0, cid);
    if (copy != null && copy.opcode() == Opcode.Admin.CROSS_CONTROLLER_RESET.code()) {
      step(event, copy);
    }
  }

  private void passed(Event event, PduEvent.Passed pdu) {
    Connection connection =
        onPath.computeIfAbsent(
            new PathConnection(event.lane(), pdu.connection()), _ -> connectionOf(event));
    if (connection != null && pdu.qid() >= 0 && pdu.cid() >= 0) {
      step(event, atHost.get(new Key(connection, pdu.qid(), pdu.cid())));
    }
  }

  private @Nullable Connection connectionOf(Event event) {
    Lane host = connections.hostOf(event.lane());
    return host == null ? null : connections.at(host, event.sequence());
  }

  private void io(Event event, IoEvent io) {
    journey(io.operation()).add(event);
    switch (io) {
      case IoEvent.Held held -> step(event, byCopy.get(new CopyKey(held.operation(), held.copy())));
      case IoEvent.Released released ->
          step(event, byCopy.get(new CopyKey(released.operation(), released.copy())));
      default -> {}
    }
  }

  private @Nullable Copy hostCopy(Event event, Lane host, int qid, int cid) {
    Connection connection = connections.at(host, event.sequence());
    return connection == null ? null : atHost.get(new Key(connection, qid, cid));
  }

  private Journey journey(long operation) {
    return operations.computeIfAbsent(operation, number -> new Journey(recording, number));
  }

  private void register(Copy copy) {
    copies.add(copy);
    numbers.put(copy, copies.size());
  }

  private int number(Copy copy) {
    Integer number = numbers.get(copy);
    return number == null ? 0 : number;
  }

  private void step(Event event, @Nullable Copy copy) {
    if (copy != null) {
      copy.add(event);
      copyOfEvent[(int) event.sequence() - 1] = number(copy);
    }
  }
}
