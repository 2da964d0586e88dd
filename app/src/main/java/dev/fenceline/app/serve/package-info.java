/**
 * Serves the emulated target to real hosts from the window: its settings, and how hosts connect.
 */
@NullMarked
package dev.fenceline.app.serve;

import org.jspecify.annotations.NullMarked;
