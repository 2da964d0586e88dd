package dev.fenceline.subsystem;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Recorder;
import dev.fenceline.scenario.TargetSettings;
import java.util.function.Supplier;

/**
 * The objects that all parts of a target share.
 *
 * @param inForce returns the settings that count now
 */
record SubsystemContext(
    LabLoop loop, Recorder recorder, Supplier<TargetSettings> inForce, MediaQueue backEnd) {

  /** Returns the settings that count now. */
  TargetSettings settings() {
    return inForce.get();
  }
}
