/** Sessions for measurements, and the table of whole-program timings. */
@NullMarked
package dev.fenceline.benchmark;

import org.jspecify.annotations.NullMarked;
