/** The kernel log of a session, derived from its events. */
@NullMarked
package dev.fenceline.app.kernellog;

import org.jspecify.annotations.NullMarked;
