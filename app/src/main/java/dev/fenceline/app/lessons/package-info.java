/** Plays lessons: points at what happens, asks before it happens, and keeps the scores. */
@NullMarked
package dev.fenceline.app.lessons;

import org.jspecify.annotations.NullMarked;
