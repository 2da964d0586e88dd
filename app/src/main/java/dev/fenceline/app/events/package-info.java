/**
 * The table of events with its filter. It gives a screen reader the same information as the canvas.
 */
@NullMarked
package dev.fenceline.app.events;

import org.jspecify.annotations.NullMarked;
