/** Running a scenario against a real target: which one, over which paths, and what it may write. */
@NullMarked
package dev.fenceline.app.connect;

import org.jspecify.annotations.NullMarked;
