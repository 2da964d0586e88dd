/** Run, stop and replay: the transport of the playhead. */
@NullMarked
package dev.fenceline.app.player;

import org.jspecify.annotations.NullMarked;
