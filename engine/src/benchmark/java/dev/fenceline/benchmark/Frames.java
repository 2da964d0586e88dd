package dev.fenceline.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Runs the window benchmark once for each session, on the display that the environment names. */
final class Frames {
  private final WindowProgram window;
  private final Inputs inputs;
  private final Map<Integer, JsonNode> bySize = new HashMap<>();

  Frames(Inputs inputs) {
    this.inputs = inputs;
    window = new WindowProgram("dev.fenceline.app.swimlane.FrameBenchmark", inputs.folder());
  }

  /**
   * Returns a figure for a session with the given number of events.
   *
   * @param pointer JSON pointer to it in the output of the benchmark
   */
  double of(int events, String pointer) throws IOException, InterruptedException {
    JsonNode known = bySize.get(events);
    JsonNode measured = known == null ? window.run(inputs.session(events).toString()) : known;
    bySize.put(events, measured);
    return WindowProgram.figure(measured, pointer);
  }
}
