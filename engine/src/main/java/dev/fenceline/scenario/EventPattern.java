package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Setting;
import org.jspecify.annotations.Nullable;

/** Selects events by kind, lane and the values of their fields. */
public record EventPattern(
    @Setting(about = "its kind, as session files name it, such as ccr-answered") String event,
    @Setting(about = "its lane, such as host/nvme4; without: any") @Nullable String lane,
    @Setting(about = "what must be true of its fields", value = "{}") Conditions with,
    @Setting(about = "which of those that match, where one is meant; 1 is the first", value = "1")
        int nth) {
  public EventPattern {
    if (nth < 1) {
      throw new IllegalArgumentException("\"nth\" counts from 1");
    }
  }
}
