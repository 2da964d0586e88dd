/**
 * Compares a second session or log with the one that is shown, as an overlay that can be shifted in
 * time.
 */
@NullMarked
package dev.fenceline.app.compare;

import org.jspecify.annotations.NullMarked;
