/** The one loop of a run, in virtual or real time: channels, timers and randomness. */
@NullMarked
package dev.fenceline.clock;

import org.jspecify.annotations.NullMarked;
