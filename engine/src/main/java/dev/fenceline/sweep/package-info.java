/**
 * Many seeds times many settings of one scenario, on all cores, and what they come to. A result is
 * the same to the byte whatever the machine and the number of threads.
 */
@NullMarked
package dev.fenceline.sweep;

import org.jspecify.annotations.NullMarked;
