package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.Setting;

/** An action with its moments. */
public record ScheduledAction(
    @Setting(about = "when it is done first", max = "24 h") Moment at,
    @Setting(about = "how often it is done", value = "1", min = "1", max = "100000") int times,
    @Setting(about = "time between one and the next", value = "0 s", max = "24 h") long everyMillis,
    @Setting(about = "what is done") Action action) {
  public ScheduledAction {
    if (times < 1) {
      throw new IllegalArgumentException("\"times\" counts from 1");
    }
    if (times > 1 && everyMillis == 0) {
      throw new IllegalArgumentException("what is done more than once needs \"every\"");
    }
  }
}
