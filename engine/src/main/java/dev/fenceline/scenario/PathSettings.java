package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Setting;
import dev.fenceline.scenario.setting.SettingsBuilder;

/** One path from the host to a port of the target. */
public record PathSettings(
    @Setting(about = "such as A; unique") String name,
    @Setting(
            about = "number of the target port; unique among the paths of a host",
            min = "1",
            max = "16")
        int port,
    @Setting(
            about = "the address that people see, such as 10.0.0.1:4420; the sockets are elsewhere")
        String address,
    @Setting(about = "one-way delay", value = "100 us", max = "10 s", set = "delay", rank = 11)
        long delayMicros,
    @Setting(
            about = "by how much the delay varies either way; bytes never overtake",
            value = "20 us",
            max = "10 s",
            set = "jitter",
            rank = 12)
        long jitterMicros,
    @Setting(
            about =
                "how many bytes a stalled direction of one connection keeps before it stops"
                    + " reading",
            value = "67108864",
            min = "65536",
            max = "1073741824")
        long keptBytesLimit) {

  /** Returns a path that adds no delay; all other settings have their defaults. */
  public static PathSettings direct(String name, int port, String address) {
    return SettingsBuilder.ofDefaults(PathSettings.class)
        .with(PathSettings::name, name)
        .with(PathSettings::port, port)
        .with(PathSettings::address, address)
        .with(PathSettings::delayMicros, 0L)
        .with(PathSettings::jitterMicros, 0L)
        .build();
  }
}
