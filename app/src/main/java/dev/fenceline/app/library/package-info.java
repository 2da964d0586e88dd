/** The scenarios with their verdicts, and the saved sessions. */
@NullMarked
package dev.fenceline.app.library;

import org.jspecify.annotations.NullMarked;
