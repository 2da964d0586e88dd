/** The emulated target for real hosts, served from the window: its settings, and how to connect. */
@NullMarked
package dev.fenceline.app.serve;

import org.jspecify.annotations.NullMarked;
