/** Writes and reads the log of a Linux host's kernel. */
@NullMarked
package dev.fenceline.exchange.kernellog;

import org.jspecify.annotations.NullMarked;
