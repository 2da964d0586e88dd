/** Runs, stops and replays sessions, and moves the playhead. */
@NullMarked
package dev.fenceline.app.player;

import org.jspecify.annotations.NullMarked;
