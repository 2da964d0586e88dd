/** The event loop of a run, in virtual or real time, with its channels, timers and randomness. */
@NullMarked
package dev.fenceline.clock;

import org.jspecify.annotations.NullMarked;
