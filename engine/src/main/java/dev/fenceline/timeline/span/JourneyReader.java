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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the events of the same copy at host, path and target. A command identifier is not reused
 * while its command may still complete, so a step always belongs to the latest copy with that
 * identifier on that queue of that connection.
 *
 * <p>The instance of a connection is known only after its first commands. If the timeline was read
 * up to a point between them, the commands were joined as two copies each, one of the host and one
 * of the target; {@link #identified} joins those. A copy or journey that a snapshot contains is
 * replaced by a newer version when it grows.
 */
final class JourneyReader {
  /**
   * A command at one of its three places; {@code place} is a connection or the lane of an instance.
   */
  private record Key(Object place, int qid, int cid) {}

  private record PathConnection(Lane path, int connection) {}

  private final Timeline recording;
  private final Connections connections;
  private final boolean pdus;
  private final Map<Long, Integer> journeyOfOperation = new ConcurrentHashMap<>();
  private final SharedList<Journey> journeys = new SharedList<>();
  private final SharedList<Copy> copies = new SharedList<>();

  /** The number of each event's copy, from 1, or 0 if it has none. */
  private final SharedInts copyOfEvent = new SharedInts();

  // The values of these maps can be older versions of copies.
  private final Map<Key, Copy> atHost = new HashMap<>();
  private final Map<Key, Copy> underway = new HashMap<>();
  private final Map<Key, Copy> atTarget = new HashMap<>();
  private final Map<PathConnection, Connection> onPath = new HashMap<>();

  private int size;
  private int version;

  /**
   * Creates a reader that has not read any event.
   *
   * @param connections must have read the events that this reader reads
   * @param pdus whether PDUs also count as steps of copies
   */
  JourneyReader(Timeline recording, Connections connections, boolean pdus) {
    this.recording = recording;
    this.connections = connections;
    this.pdus = pdus;
  }

  /** Reads the next events, up to a number of events. */
  void read(int end) {
    for (; size < end; size++) {
      if (pdus || !PduEvent.class.isAssignableFrom(recording.kind(size))) {
        read(recording.event(size));
      }
    }
  }

  /** Reports whether PDUs count as steps of copies. */
  boolean hasPdus() {
    return pdus;
  }

  /**
   * Begins the next version. What the reader has joined so far does not change after it was taken.
   */
  void beginVersion() {
    version++;
  }

  /** Returns the index of the journey of each operation. It grows with the reader. */
  Map<Long, Integer> journeyOfOperation() {
    return journeyOfOperation;
  }

  /** Returns the journeys, in order of submission. */
  List<Journey> journeys() {
    return journeys.snapshot();
  }

  /** Returns the copies, in the order in which they were first recorded. */
  List<Copy> copies() {
    return copies.snapshot();
  }

  /** Returns the number of each event's copy, from 1, or 0 if it has none. */
  SharedInts copyOfEvent() {
    return copyOfEvent.snapshot();
  }

  /**
   * Joins the commands of a connection with the events of its instance, which was not known when
   * they were read and is that of no other connection.
   */
  void identified(Connection connection) {
    Lane target = connection.target();
    if (target == null) {
      return;
    }
    Map<Key, Copy> sent = new HashMap<>();
    int firstJoined = Integer.MAX_VALUE;
    for (int i = (int) Math.max(0, connection.fromSequence() - 1); i < size; i++) {
      Lane lane = recording.lane(i);
      if (lane.equals(connection.host())
          && recording.detail(i) instanceof CommandEvent.Submitted command) {
        sent.put(new Key(target, command.qid(), command.cid()), copies.get(copyOfEvent.get(i) - 1));
      } else if (lane.equals(target)
          && recording.detail(i) instanceof CommandEvent.Received command) {
        Copy copy = sent.remove(new Key(target, command.qid(), command.cid()));
        if (copy != null) {
          firstJoined = Math.min(firstJoined, copyOfEvent.get(i) - 1);
          join(copy, copies.get(copyOfEvent.get(i) - 1));
        }
      }
    }
    underway.putAll(sent);
    if (firstJoined < copies.size()) {
      renumber(firstJoined);
    }
  }

  /** Adds the steps of a copy at the target to the same copy at the host. */
  private void join(Copy host, Copy target) {
    int number = number(host);
    Copy now = copies.get(number - 1);
    replace(now, now.joined(version, target));
    target.steps().forEach(step -> copyOfEvent.set(index(step), number));
  }

  /** Removes the copies that were joined with others, from an index on. */
  private void renumber(int from) {
    int end = copies.size();
    int kept = from;
    for (int i = from; i < end; i++) {
      Copy copy = copies.get(i);
      if (number(copy) == i + 1) {
        int number = ++kept;
        copies.set(number - 1, copy);
        copy.steps().forEach(step -> copyOfEvent.set(index(step), number));
      }
    }
    copies.truncate(kept);
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
    Copy copy = new Copy(recording, version, event.lane(), command);
    copies.add(copy);
    copyOfEvent.set(index(event), copies.size());
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
    }
    copy.add(event);
  }

  private void received(Event event, CommandEvent.Received command) {
    Key key = new Key(event.lane(), command.qid(), command.cid());
    Copy sent = underway.remove(key);
    Copy copy;
    if (sent == null) {
      copy = new Copy(recording, version, command);
      copies.add(copy);
      copyOfEvent.set(index(event), copies.size());
    } else {
      copy = writable(sent);
      copyOfEvent.set(index(event), number(copy));
    }
    atTarget.put(key, copy);
    copy.received(event.lane(), event);
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
      case IoEvent.Held held -> step(event, copyOf(held.operation(), held.copy()));
      case IoEvent.Released released -> step(event, copyOf(released.operation(), released.copy()));
      default -> {}
    }
  }

  private @Nullable Copy hostCopy(Event event, Lane host, int qid, int cid) {
    Connection connection = connections.at(host, event.sequence());
    return connection == null ? null : atHost.get(new Key(connection, qid, cid));
  }

  /** Returns a copy of an operation by its number, or null if it was not recorded. */
  private @Nullable Copy copyOf(long operation, int number) {
    return journey(operation).copies().reversed().stream()
        .filter(copy -> copy.number() == number)
        .findFirst()
        .orElse(null);
  }

  /** Returns the journey of an operation, in a version that may change. */
  private Journey journey(long operation) {
    Integer known = journeyOfOperation.get(operation);
    if (known == null) {
      Journey journey = new Journey(recording, version, operation);
      journeys.add(journey);
      journeyOfOperation.put(operation, journeys.size() - 1);
      return journey;
    }
    Journey journey = journeys.get(known);
    if (journey.version() == version) {
      return journey;
    }
    Journey renewed = journey.renewed(version);
    journeys.set(known, renewed);
    return renewed;
  }

  private static int index(Event event) {
    return (int) event.sequence() - 1;
  }

  /** Returns the number of a copy, from 1, whichever version of it is given. */
  private int number(Copy copy) {
    return copyOfEvent.get((int) copy.firstSequence() - 1);
  }

  /** Returns the latest version of a copy, which may change. */
  private Copy writable(Copy copy) {
    Copy latest = copies.get(number(copy) - 1);
    if (latest.version() == version) {
      return latest;
    }
    Copy renewed = latest.renewed(version);
    replace(latest, renewed);
    return renewed;
  }

  private void replace(Copy copy, Copy newer) {
    copies.set(number(copy) - 1, newer);
    if (copy.operation() != 0) {
      journey(copy.operation()).replace(copy, newer);
    }
  }

  private void step(Event event, @Nullable Copy copy) {
    if (copy != null) {
      Copy latest = writable(copy);
      latest.add(event);
      copyOfEvent.set(index(event), number(latest));
    }
  }
}
