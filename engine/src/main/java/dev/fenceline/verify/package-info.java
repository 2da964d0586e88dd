/**
 * Checks of a run: whether its data is what a correct store would hold, and whether it met its
 * expectations.
 */
@NullMarked
package dev.fenceline.verify;

import org.jspecify.annotations.NullMarked;
