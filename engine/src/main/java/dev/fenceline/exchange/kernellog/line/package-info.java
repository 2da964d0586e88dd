/**
 * Lines of a kernel log: what collectors put around them, their times, and the messages they
 * contain.
 */
@NullMarked
package dev.fenceline.exchange.kernellog.line;

import org.jspecify.annotations.NullMarked;
