/** Reads and writes files of other formats, and finds the reader for a file. */
@NullMarked
package dev.fenceline.exchange;

import org.jspecify.annotations.NullMarked;
