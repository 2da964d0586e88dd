package dev.fenceline.target;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Recorder;
import dev.fenceline.scenario.TargetSettings;

/** The objects that all parts of a target share. */
record Environment(LabLoop loop, Recorder recorder, TargetSettings settings, BackEnd backEnd) {}
