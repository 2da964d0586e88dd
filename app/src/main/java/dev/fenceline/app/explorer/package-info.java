/**
 * The explorer: runs many seeds with many settings, and shows the probability of corruption and the
 * worst runs.
 */
@NullMarked
package dev.fenceline.app.explorer;

import org.jspecify.annotations.NullMarked;
