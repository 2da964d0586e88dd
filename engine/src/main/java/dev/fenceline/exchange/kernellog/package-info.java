/** The log of a Linux host: what its kernel would print, or has printed, of a run. */
@NullMarked
package dev.fenceline.exchange.kernellog;

import org.jspecify.annotations.NullMarked;
