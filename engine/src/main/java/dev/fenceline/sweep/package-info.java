/**
 * Runs many seeds with many settings of one scenario on all cores, and collects the results. A
 * result is the same to the byte on any machine and with any number of threads.
 */
@NullMarked
package dev.fenceline.sweep;

import org.jspecify.annotations.NullMarked;
