/** Lays a second session or log over the one that is shown, and moves it. */
@NullMarked
package dev.fenceline.app.compare;

import org.jspecify.annotations.NullMarked;
