package dev.fenceline.target;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Recorder;
import dev.fenceline.scenario.TargetSettings;

/** What every part of one target stands on. */
record Environment(LabLoop loop, Recorder recorder, TargetSettings settings, BackEnd backEnd) {}
