/**
 * The NVMe/TCP host: brings controllers up, sends I/O over the paths to a subsystem, and recovers
 * failed paths by cross-controller reset or time-based hold.
 *
 * <p>Everything here runs on the one thread of the {@link dev.fenceline.clock.LabLoop}.
 */
@NullMarked
package dev.fenceline.host;

import org.jspecify.annotations.NullMarked;
