/**
 * Targets outside this program: their addresses, what the host finds out before it writes to them,
 * and how their media is made slow.
 */
@NullMarked
package dev.fenceline.remote;

import org.jspecify.annotations.NullMarked;
