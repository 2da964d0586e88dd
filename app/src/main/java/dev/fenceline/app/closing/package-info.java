/**
 * Closes sessions and the window without losing work: asks first, and keeps drafts that are offered
 * at the next start if the program ended before it could ask.
 */
@NullMarked
package dev.fenceline.app.closing;

import org.jspecify.annotations.NullMarked;
