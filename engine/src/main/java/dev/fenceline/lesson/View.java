package dev.fenceline.lesson;

import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.Setting;
import java.util.List;

/** The range of times that the lanes show, and the lanes that are shown besides the usual ones. */
public record View(
    @Setting(about = "its beginning") Moment from,
    @Setting(about = "its end") Moment to,
    @Setting(
            about = "lanes to show besides the usual ones: places (where commands are), timers",
            value = "[]")
        List<String> lanes) {
  /** The lanes that are not shown unless they are named. */
  public static final List<String> LANES = List.of("places", "timers");

  public View {
    lanes = List.copyOf(lanes);
  }
}
