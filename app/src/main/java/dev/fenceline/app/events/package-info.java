/** The table of events with its filter: the equal of the canvas for a screen reader. */
@NullMarked
package dev.fenceline.app.events;

import org.jspecify.annotations.NullMarked;
