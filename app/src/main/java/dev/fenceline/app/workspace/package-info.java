/** What the features share: open sessions, selection, playhead, background jobs, preferences. */
@NullMarked
package dev.fenceline.app.workspace;

import org.jspecify.annotations.NullMarked;
