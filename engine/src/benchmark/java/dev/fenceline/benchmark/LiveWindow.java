package dev.fenceline.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records into a session that the window shows and follows. */
final class LiveWindow {
  private static final String SECONDS = "9";

  private final Inputs inputs;
  private final WindowProgram window;
  private final int eventsASecond;
  private @Nullable JsonNode measured;

  LiveWindow(Inputs inputs, int eventsASecond) {
    this.inputs = inputs;
    this.eventsASecond = eventsASecond;
    window = new WindowProgram("dev.fenceline.app.window.LiveBenchmark", inputs.folder());
  }

  /**
   * Returns a figure.
   *
   * @param pointer JSON pointer to it in the output of the benchmark
   * @throws IOException if it was not measured, or if events were dropped
   */
  double of(String pointer) throws IOException, InterruptedException {
    JsonNode known = measured;
    if (known == null) {
      known =
          window.run(
              inputs.session(1_000_000).toString(), Integer.toString(eventsASecond), SECONDS);
      measured = known;
    }
    double dropped = WindowProgram.figure(known, "/dropped");
    if (dropped > 0) {
      throw new IOException("%.0f events were dropped".formatted(dropped));
    }
    return WindowProgram.figure(known, pointer);
  }
}
