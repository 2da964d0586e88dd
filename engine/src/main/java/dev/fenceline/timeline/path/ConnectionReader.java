package dev.fenceline.timeline.path;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.timeline.path.ConnectionHistory.Flow;
import dev.fenceline.timeline.path.ConnectionHistory.Opening;
import dev.fenceline.timeline.path.ConnectionHistory.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the events of one connection of a path, in order. */
final class ConnectionReader {
  /** The PDU types that open a connection (NVMe/TCP specification, 3.6.2.2 and 3.6.2.3). */
  private static final int IC_REQ = 0x00;

  private static final int IC_RESP = 0x01;

  private final Lane path;
  private final int number;
  private int qid = ConnectionHistory.NOT_KNOWN;
  private int cntlid = ConnectionHistory.NOT_KNOWN;
  private @Nullable Event first;
  private @Nullable Event accepted;
  private @Nullable Event joined;
  private @Nullable Event icReq;
  private @Nullable Event icResp;
  private @Nullable Event connect;
  private @Nullable Event connected;
  private final List<Event> ends = new ArrayList<>();
  private final FlowReader toTarget = new FlowReader(Point.ENTERED);
  private final FlowReader toHost = new FlowReader(Point.LEFT);
  private final Map<Integer, Event> open = new LinkedHashMap<>();
  private final List<Event> replaced = new ArrayList<>();
  private long commands;
  private long answers;

  ConnectionReader(Lane path, int number) {
    this.path = path;
    this.number = number;
  }

  /** Reports whether it began at or before an event, and is of a queue of a controller. */
  boolean isOf(int wantedQid, int wantedCntlid, Event by) {
    return qid == wantedQid
        && (wantedCntlid == ConnectionHistory.NOT_KNOWN || cntlid == wantedCntlid)
        && first != null
        && first.sequence() <= by.sequence();
  }

  Lane path() {
    return path;
  }

  void read(Event event) {
    first = first == null ? event : first;
    switch (event.detail()) {
      case ConnectionEvent.Accepted _ -> accepted = event;
      case ConnectionEvent.Joined _ -> joined = event;
      case ConnectionEvent.Refused _, ConnectionEvent.Reset _, ConnectionEvent.Ended _ ->
          ends.add(event);
      case ConnectionEvent.BytesLost it -> flow(it.direction()).lostBytes += it.bytes();
      case PduEvent.Passed pdu -> pdu(event, pdu);
      default -> {}
    }
  }

  private FlowReader flow(Direction direction) {
    return direction == Direction.TO_TARGET ? toTarget : toHost;
  }

  private void pdu(Event event, PduEvent.Passed pdu) {
    FlowReader flow = flow(pdu.direction());
    flow.read(event, pdu);
    qid = pdu.qid() >= 0 ? pdu.qid() : qid;
    cntlid = pdu.cntlid() > 0 ? pdu.cntlid() : cntlid;
    if (pdu.point() != flow.atHost) {
      return;
    }
    if (pdu.type() == IC_REQ && icReq == null) {
      icReq = event;
    } else if (pdu.type() == IC_RESP && icResp == null) {
      icResp = event;
    } else if (pdu.opcode() >= 0) {
      sent(event, pdu.cid());
    } else if (pdu.status() >= 0) {
      answered(event, pdu.cid());
    }
  }

  /** The first command of a connection is always Connect. */
  private void sent(Event event, int cid) {
    commands++;
    connect = connect == null ? event : connect;
    Event before = open.remove(cid);
    if (before != null) {
      replaced.add(before);
    }
    open.put(cid, event);
  }

  private void answered(Event event, int cid) {
    Event command = open.remove(cid);
    if (command != null) {
      answers++;
      connected = command.equals(connect) ? event : connected;
    }
  }

  ConnectionHistory history(boolean isWhole) {
    List<Event> unanswered = new ArrayList<>(replaced);
    unanswered.addAll(open.values());
    return new ConnectionHistory(
        path,
        number,
        qid,
        cntlid,
        new Opening(accepted, joined, icReq, icResp, connect, connected),
        ends,
        new Traffic(
            isWhole, commands, answers, List.copyOf(unanswered), toTarget.flow(), toHost.flow()));
  }

  /** Reads one direction. */
  private static final class FlowReader {
    private final Point atHost;
    private long pdus;
    private long dataBytes;
    private long lostBytes;
    private @Nullable Event lastSent;
    private @Nullable Event lastArrived;

    FlowReader(Point atHost) {
      this.atHost = atHost;
    }

    void read(Event event, PduEvent.Passed pdu) {
      if (pdu.point() == atHost) {
        pdus++;
        dataBytes += pdu.dataLength();
      }
      if (pdu.point() == Point.ENTERED) {
        lastSent = event;
      } else {
        lastArrived = event;
      }
    }

    Flow flow() {
      return new Flow(pdus, dataBytes, lostBytes, lastSent, lastArrived);
    }
  }
}
