/** Each invariant on small timelines written by hand: one that keeps it, one that breaks it. */
@NullMarked
package dev.fenceline.verify.invariant;

import org.jspecify.annotations.NullMarked;
