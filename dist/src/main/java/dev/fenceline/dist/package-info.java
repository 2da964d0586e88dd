/** Makes packages: runs when they are built, and is not used by the program. */
@NullMarked
package dev.fenceline.dist;

import org.jspecify.annotations.NullMarked;
