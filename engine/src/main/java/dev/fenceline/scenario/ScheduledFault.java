package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.Setting;
import org.jspecify.annotations.Nullable;

/** A fault with its moment. */
public record ScheduledFault(
    @Setting(about = "by which other moments may refer to this one") @Nullable String name,
    @Setting(
            about = "when the fault takes effect",
            max = "24 h",
            set = "cut",
            where = "name=cut",
            rank = 7)
        Moment at,
    @Setting(
            about = "when the fault ends; not given: another fault ends it",
            max = "24 h",
            set = "release",
            where = "name=cut",
            rank = 8)
        @Nullable Moment until,
    @Setting(about = "what happens") Fault fault) {}
