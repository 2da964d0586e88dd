/** The explorer: many seeds times many settings, how likely harm is, and the worst of the runs. */
@NullMarked
package dev.fenceline.app.explorer;

import org.jspecify.annotations.NullMarked;
