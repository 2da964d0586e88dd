/**
 * Conditions that must hold after every event of every run: H1 to H17 of the host, T1 to T9 of the
 * target, L1 of the link, V1 of the checks themselves (scenario timings, section 7). Each has a
 * class of its own. {@code Controllers}, {@code Instances} and {@code Copies} keep the state that
 * several of them share.
 */
@NullMarked
package dev.fenceline.verify.invariant;

import org.jspecify.annotations.NullMarked;
