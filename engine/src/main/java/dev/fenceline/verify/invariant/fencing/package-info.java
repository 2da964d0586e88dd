/** The invariants of fencing, hold and cross-controller reset. */
@NullMarked
package dev.fenceline.verify.invariant.fencing;

import org.jspecify.annotations.NullMarked;
