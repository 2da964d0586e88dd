package dev.fenceline.timeline.metrics;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.InstanceState;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads requests from the events of the best source that a session has: its workload, or else its
 * hosts, or else its targets.
 */
final class RequestReader {
  private static final int QUEUE_SHIFT = 16;

  private final RequestLog workload = new RequestLog();
  private final RequestLog host = new RequestLog();
  private final RequestLog target = new RequestLog();
  private final Map<Long, Long> operations = new HashMap<>();
  private final Map<Lane, Map<Integer, Long>> commands = new HashMap<>();

  MeasuredRequests source() {
    return !workload.isEmpty()
        ? MeasuredRequests.WORKLOAD
        : !host.isEmpty()
            ? MeasuredRequests.HOST
            : target.isEmpty() ? MeasuredRequests.NONE : MeasuredRequests.TARGET;
  }

  RequestLog requests() {
    return switch (source()) {
      case WORKLOAD -> workload;
      case HOST -> host;
      case TARGET, NONE -> target;
    };
  }

  void read(Event event) {
    switch (event.detail()) {
      case IoEvent.Submitted it -> {
        operations.put(it.operation(), event.nanos());
        workload.begin(event.nanos());
      }
      case IoEvent.Ended it -> {
        Long began = operations.remove(it.operation());
        if (began != null) {
          workload.complete(began, event.nanos());
        }
      }
      case CommandEvent command when command.qid() > 0 && workload.isEmpty() ->
          command(event, command);
      case InstanceEvent.StateChanged it when it.to() == InstanceState.GONE -> gone(event);
      default -> {}
    }
  }

  private void command(Event event, CommandEvent command) {
    switch (command) {
      case CommandEvent.Submitted _ -> begin(host, event, command);
      case CommandEvent.Completed _ -> end(host, event, command, true);
      case CommandEvent.Cancelled _ -> end(host, event, command, false);
      case CommandEvent.Received _ when host.isEmpty() -> begin(target, event, command);
      case CommandEvent.Answered _ -> end(target, event, command, true);
      case CommandEvent.Revoked _ -> end(target, event, command, false);
      default -> {}
    }
  }

  private void begin(RequestLog log, Event event, CommandEvent command) {
    Long before =
        commands
            .computeIfAbsent(event.lane(), _ -> new HashMap<>())
            .put(key(command), event.nanos());
    if (before != null) {
      log.giveUp(event.nanos(), 1); // its end was not recorded
    }
    log.begin(event.nanos());
  }

  private void end(RequestLog log, Event event, CommandEvent command, boolean isComplete) {
    Map<Integer, Long> open = commands.get(event.lane());
    Long began = open == null ? null : open.remove(key(command));
    if (began != null && isComplete) {
      log.complete(began, event.nanos());
    } else if (began != null) {
      log.giveUp(event.nanos(), 1);
    }
  }

  /** Ends the commands of an instance that no longer exists. */
  private void gone(Event event) {
    Map<Integer, Long> open = commands.remove(event.lane());
    if (open != null && !open.isEmpty()) {
      target.giveUp(event.nanos(), open.size());
    }
  }

  private static int key(CommandEvent command) {
    return command.qid() << QUEUE_SHIFT | command.cid();
  }
}
