package dev.fenceline.subsystem;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Recorder;
import dev.fenceline.scenario.TargetSettings;

/** The objects that all parts of a target share. */
record SubsystemContext(
    LabLoop loop, Recorder recorder, TargetSettings settings, MediaQueue backEnd) {}
