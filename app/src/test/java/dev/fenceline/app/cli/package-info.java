/** Tests of the command line. */
@NullMarked
package dev.fenceline.app.cli;

import org.jspecify.annotations.NullMarked;
