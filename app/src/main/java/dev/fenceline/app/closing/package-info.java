/**
 * Closing sessions and the window without losing work: the question before, and drafts that are
 * offered at the next start if the program did not get to ask it.
 */
@NullMarked
package dev.fenceline.app.closing;

import org.jspecify.annotations.NullMarked;
