/** Builds packages. It runs only at build time; the program does not use it. */
@NullMarked
package dev.fenceline.dist;

import org.jspecify.annotations.NullMarked;
