/**
 * Lines of a kernel log: the text that collectors add, their times, and the messages that they
 * contain.
 */
@NullMarked
package dev.fenceline.exchange.kernellog.line;

import org.jspecify.annotations.NullMarked;
