package dev.fenceline.timeline.recovery;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a timeline in which no recovery was found. Says that no controller failed only if all
 * events of the hosts were recorded. A log or a capture may have missed a failure, and of a
 * controller that its host just closes it is not known whether it had failed.
 */
public final class NoRecovery {
  private boolean isComplete = true;
  private boolean hasController;
  private long notUnderstood;
  private final Map<String, String> failed = new LinkedHashMap<>();

  /** The states of the controllers, and when the host closed those that were LIVE. */
  private final Map<String, ControllerState> states = new LinkedHashMap<>();

  private final Map<String, Long> closed = new LinkedHashMap<>();

  private NoRecovery() {}

  /** Returns the description in one or more sentences. */
  public static String words(Timeline timeline) {
    NoRecovery described = new NoRecovery();
    timeline.events().forEach(described::read);
    return described.words();
  }

  private void read(Event event) {
    String name = event.lane().name();
    switch (event.detail()) {
      case LogEvent.NotUnderstood _ -> notUnderstood++;
      case LogEvent _, CaptureEvent _ -> isComplete = false;
      case ControllerEvent.ConnectFailed it -> failed.put(name, it.text());
      case ControllerEvent.StateChanged it -> {
        hasController = true;
        states.put(name, it.to());
        if (it.to() == ControllerState.LIVE) {
          closed.remove(name);
        }
      }
      case ControllerEvent.Returned _, ControllerEvent.NotStopped _ -> isComplete = false;
      case ControllerEvent _ -> hasController = true;
      case ConnectionEvent.QueueClosed it -> {
        boolean isAdmin = it.qid() == 0 && it.reason().equals(ConnectionEvent.QueueClosed.BY_HOST);
        if (isAdmin && states.get(name) == ControllerState.LIVE) {
          closed.putIfAbsent(name, event.nanos());
        }
      }
      default -> {}
    }
  }

  private String words() {
    boolean isClear = failed.isEmpty() && closed.isEmpty() && notUnderstood == 0;
    if (isComplete && hasController && isClear) {
      return "No controller failed.";
    }
    List<String> sentences = new ArrayList<>();
    sentences.add("No recovery was found.");
    if (notUnderstood > 0) {
      sentences.add(
          "%s about NVMe %s not understood."
              .formatted(Text.count(notUnderstood, "line"), notUnderstood == 1 ? "was" : "were"));
    }
    failed.forEach((name, why) -> sentences.add("%s could not connect: %s.".formatted(name, why)));
    closed.forEach((name, nanos) ->
        sentences.add(
            "%s was closed by its host at %s without being stopped; why is not known."
                .formatted(name, Text.moment(nanos))));
    return String.join(" ", sentences);
  }
}
