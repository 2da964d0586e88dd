/** The picture of a session, seen from outside: places, words, text of a drawing. */
@NullMarked
package dev.fenceline.swimlane;

import org.jspecify.annotations.NullMarked;
