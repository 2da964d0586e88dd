/**
 * What must be true after every event of every run: H1 to H17 of the host, T1 to T9 of the target,
 * L1 of the link, V1 of the checks themselves (scenario timings, section 7). A class each; what
 * several of them need to know of the past is kept by {@code Controllers}, {@code Instances} and
 * {@code Copies}.
 */
@NullMarked
package dev.fenceline.verify.invariant;

import org.jspecify.annotations.NullMarked;
