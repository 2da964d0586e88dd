/** A table of several sessions side by side: what happened in each, and where they differ. */
@NullMarked
package dev.fenceline.app.differences;

import org.jspecify.annotations.NullMarked;
