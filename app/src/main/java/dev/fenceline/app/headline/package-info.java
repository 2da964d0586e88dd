/** One sentence above the lanes: the verdict, what happened, and the purpose of the scenario. */
@NullMarked
package dev.fenceline.app.headline;

import org.jspecify.annotations.NullMarked;
