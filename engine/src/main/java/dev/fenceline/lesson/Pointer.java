package dev.fenceline.lesson;

import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.Setting;
import org.jspecify.annotations.Nullable;

/**
 * Where a step points: a whole lane, a span of a lane, a moment of a lane or of all lanes, or a
 * control of the window.
 */
public record Pointer(
    @Setting(about = "a lane, such as host/nvme4; without: all lanes") @Nullable String lane,
    @Setting(about = "a moment, or where a span begins; without: all the time")
        @Nullable Moment from,
    @Setting(about = "where a span ends; without: it is a moment") @Nullable Moment to,
    @Setting(
            about = "a control of the window, by its action, such as run.start; HTML pages skip it")
        @Nullable String control) {
  public Pointer {
    if (control != null && (lane != null || from != null)) {
      throw new IllegalArgumentException(
          "\"control\" points at the window; give no \"lane\" and no \"from\" with it");
    }
    if (control == null && lane == null && from == null) {
      throw new IllegalArgumentException("give a \"lane\", a \"from\" or a \"control\"");
    }
    if (to != null && from == null) {
      throw new IllegalArgumentException("\"to\" needs a \"from\"");
    }
  }
}
