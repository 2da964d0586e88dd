/** The entry point of the program, which connects the command line and the window. */
@NullMarked
package dev.fenceline.app;

import org.jspecify.annotations.NullMarked;
