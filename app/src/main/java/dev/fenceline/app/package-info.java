/** The program: it brings the command line and the window together. */
@NullMarked
package dev.fenceline.app;

import org.jspecify.annotations.NullMarked;
