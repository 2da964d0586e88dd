package dev.fenceline.lesson;

import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.Setting;

/** One of two runs that a lesson compares: its name, and the moment that decides. */
public record Marked(
    @Setting(about = "what this run is called, such as Without fencing") String name,
    @Setting(about = "the moment that decides, which is marked in the run") Moment at,
    @Setting(about = "what happens then, a few words") String text) {}
