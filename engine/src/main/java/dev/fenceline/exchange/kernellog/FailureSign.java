package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.exchange.kernellog.line.KernelMessage.Values;
import dev.fenceline.nvme.Opcode;

/** The first sign of a failure in a controller's lines, which is the trigger of its recovery. */
final class FailureSign {
  private static final String CONNECTION_LOST = "connection lost";
  private static final String CONNECTIVITY_LOST = "connectivity lost";
  private static final String LINE_UNKNOWN = "not known: the line before was not understood";
  private static final String LOG_BEGINS = "not known: the log begins here";
  private static final String HOST_BEGINS = "not known: no earlier line of its host is about NVMe";

  private final Sink sink;
  private final StateHistory history;
  private String sign = "";
  private boolean isLineUnknown;
  private final boolean isOfMany;
  private boolean isFirstLine;
  private int keepAliveCid;

  /**
   * Creates the signs of a controller.
   *
   * @param isOfMany whether the log has lines of several hosts
   */
  FailureSign(Sink sink, StateHistory history, boolean isOfMany) {
    this.isOfMany = isOfMany;
    this.sink = sink;
    this.history = history;
  }

  boolean isSeen() {
    return !sign.isEmpty();
  }

  void forget() {
    sign = "";
  }

  /** Notes whether the previous line was not understood. */
  void lineUnknown(boolean unknown) {
    isLineUnknown = unknown;
  }

  /** Notes whether this is the first line of the log, or the first one of its host about NVMe. */
  void firstLine(boolean first) {
    isFirstLine = first;
  }

  /** Returns the command ID of the last Keep Alive that timed out, or 0 if none did. */
  int keepAliveCid() {
    return keepAliveCid;
  }

  /** Handles a line of the transport that reports the loss of the connection. */
  void connectivityLost() {
    sign = sign.isEmpty() ? CONNECTIVITY_LOST : sign;
  }

  /** Handles a line about a command that timed out. */
  void timedOut(Values values) {
    int opcode = values.integer("opcode", -1);
    boolean isCut = opcode >= 0 && values.number("qid", -1) < 0;
    if (isCut && opcode != Opcode.Admin.KEEP_ALIVE.code()) {
      suspect("timeout of a command (the line is cut)");
      return;
    }
    int qid = values.integer("qid", 0);
    history.presuppose(
        opcode == Opcode.FABRICS ? ControllerState.CONNECTING : ControllerState.LIVE);
    if (opcode >= 0) {
      int cid = values.integer("cid", 0);
      sink.record(new CommandEvent.TimedOut(qid, cid, opcode, 0));
      if (qid == 0 && opcode == Opcode.Admin.KEEP_ALIVE.code()) {
        keepAliveCid = cid;
      }
    }
    suspect(
        Opcode.of(opcode, -1, qid)
                .map(Opcode::label)
                .orElse(opcode < 0 ? "queue " + qid : values.text("name"))
            + " timeout");
  }

  /** Handles a line about an error on the wire. */
  void wireError(String text, Values values) {
    history.presuppose(ControllerState.LIVE);
    sink.record(new ConnectionEvent.TransportError(values.integer("qid", 0), false, 0, 0, text));
    suspect(text);
  }

  /** Keeps the first sign of a failure: it is the trigger. */
  private void suspect(String first) {
    boolean mayBeLive = history.is(ControllerState.LIVE) || history.is(ControllerState.CONNECTING);
    if (mayBeLive && sign.isEmpty()) {
      sign = first;
    }
  }

  /** Returns why the controller failed, as far as earlier lines show. */
  String why() {
    if (!sign.isEmpty()) {
      return sign;
    }
    if (isLineUnknown) {
      return LINE_UNKNOWN;
    }
    String begins = isOfMany ? HOST_BEGINS : LOG_BEGINS;
    return isFirstLine ? begins : CONNECTION_LOST;
  }
}
