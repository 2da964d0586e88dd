package dev.fenceline.lesson;

import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a run that has a name. It is the time of an event and not a number, so that it stays
 * true when the run changes.
 */
public record Landmark(
    @Setting(about = "its name, to which steps refer, such as cut") String name,
    @Setting(about = "the kind of event, as session files name it, such as ccr-answered")
        String event,
    @Setting(about = "its lane, such as host/nvme4; without: any") @Nullable String lane,
    @Setting(about = "what must be true of its fields", value = "{}") Conditions with,
    @Setting(about = "which of those that match", value = "first") Which which,
    @Setting(about = "the landmark after which it is sought; without: from the beginning")
        @Nullable String after) {

  /** Which of the events that match is meant. */
  public enum Which {
    /** The first one. */
    FIRST,
    /** The last one. */
    LAST
  }

  /** Returns the pattern of its event. */
  public EventPattern pattern() {
    return new EventPattern(event, lane, with, 1);
  }
}
