/** Fencing of a failed controller: cross-controller reset, its sources, and the time-based hold. */
@NullMarked
package dev.fenceline.host.fencing;

import org.jspecify.annotations.NullMarked;
