/** Presents the window to an audience: full screen, enlarged, and led by the keys of a clicker. */
@NullMarked
package dev.fenceline.app.present;

import org.jspecify.annotations.NullMarked;
