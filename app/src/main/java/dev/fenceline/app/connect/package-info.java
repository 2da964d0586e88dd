/**
 * Runs a scenario against a real target: the target, its paths, and the blocks that may be written.
 */
@NullMarked
package dev.fenceline.app.connect;

import org.jspecify.annotations.NullMarked;
