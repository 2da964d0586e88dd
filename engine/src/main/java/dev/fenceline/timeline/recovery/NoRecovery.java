package dev.fenceline.timeline.recovery;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.LogEvent;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a timeline in which no recovery was found. Says that no controller failed only if all
 * events of the hosts were recorded. A log or a capture may have missed a failure.
 */
public final class NoRecovery {
  private NoRecovery() {}

  /** Returns the description in one or more sentences. */
  public static String words(Timeline timeline) {
    boolean isComplete = true;
    boolean hasController = false;
    long notUnderstood = 0;
    Map<String, String> failed = new LinkedHashMap<>();
    for (Event event : timeline.events()) {
      switch (event.detail()) {
        case LogEvent.NotUnderstood _ -> notUnderstood++;
        case LogEvent _, CaptureEvent _ -> isComplete = false;
        case ControllerEvent.ConnectFailed it -> failed.put(event.lane().name(), it.text());
        case ControllerEvent _ -> hasController = true;
        default -> {}
      }
    }
    List<String> sentences = new ArrayList<>();
    if (isComplete && hasController && failed.isEmpty() && notUnderstood == 0) {
      return "No controller failed.";
    }
    sentences.add("No recovery was found.");
    if (notUnderstood > 0) {
      sentences.add(
          "%s about NVMe %s not understood."
              .formatted(Text.count(notUnderstood, "line"), notUnderstood == 1 ? "was" : "were"));
    }
    failed.forEach((name, why) -> sentences.add("%s could not connect: %s.".formatted(name, why)));
    return String.join(" ", sentences);
  }
}
