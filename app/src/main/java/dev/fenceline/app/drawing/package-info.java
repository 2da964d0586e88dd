/** Drawing with JavaFX: the pen and the fonts that the lanes and exported pictures share. */
@NullMarked
package dev.fenceline.app.drawing;

import org.jspecify.annotations.NullMarked;
