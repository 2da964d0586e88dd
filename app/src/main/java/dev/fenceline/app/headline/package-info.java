/** One sentence above the lanes: the verdict, what happened, and what the scenario is for. */
@NullMarked
package dev.fenceline.app.headline;

import org.jspecify.annotations.NullMarked;
