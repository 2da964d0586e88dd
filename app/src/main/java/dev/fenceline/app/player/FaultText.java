package dev.fenceline.app.player;

import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.setting.TimeText;
import java.util.concurrent.TimeUnit;

/** The labels of faults in the menu. */
final class FaultText {
  private FaultText() {}

  static String of(Fault fault) {
    return switch (fault) {
      case Fault.Stall it -> "Stall path %s (bytes are delivered later)".formatted(it.path());
      case Fault.BlackHole it -> "Drop all bytes on path %s".formatted(it.path());
      case Fault.Reset it -> "Reset the connections of path %s".formatted(it.path());
      case Fault.Refuse it -> "Refuse connections on path %s".formatted(it.path());
      case Fault.Ana it -> "Make path %s %s (ANA)".formatted(it.path(), it.state().word());
      case Fault.Heal it -> "Heal path %s".formatted(it.path());
      case Fault.SlowWrite it -> "Slow writes: %s each".formatted(TimeText.of(nanos(it)));
      case Fault.SlowWriteOff _ -> "Stop slowing writes";
      case Fault.Hang _ -> "Hang media: no command completes";
      case Fault.HangOff _ -> "Resume media";
      case Fault.Delay it -> it.command();
    };
  }

  private static long nanos(Fault.SlowWrite fault) {
    return TimeUnit.MILLISECONDS.toNanos(fault.takesMillis());
  }
}
