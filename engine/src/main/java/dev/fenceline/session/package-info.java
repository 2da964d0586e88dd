/** Session files: one run, one file, event by event, to be saved, replayed and shared. */
@NullMarked
package dev.fenceline.session;

import org.jspecify.annotations.NullMarked;
