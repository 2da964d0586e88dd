/** Files of others: which reader is for a file. */
@NullMarked
package dev.fenceline.exchange;

import org.jspecify.annotations.NullMarked;
