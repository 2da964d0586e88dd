package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Event;
import dev.fenceline.event.LogEvent;
import dev.fenceline.timeline.Sentences;
import dev.fenceline.timeline.Timeline;
import java.util.LinkedHashSet;
import java.util.Set;

/** The lines of the kernel log that is derived from events; lines of imported logs are not. */
public final class KernelSentences {
  private KernelSentences() {}

  /** Every line, without its time, its numbers and names. */
  public static Set<String> of(Timeline timeline) {
    Set<String> said = new LinkedHashSet<>();
    for (KernelLine line : KernelLogWriter.all(timeline.events())) {
      Event event = timeline.find(line.sequence());
      if (event == null || !(event.detail() instanceof LogEvent.Line)) {
        said.add("kernel: " + Sentences.template(line.message()));
      }
    }
    return said;
  }
}
