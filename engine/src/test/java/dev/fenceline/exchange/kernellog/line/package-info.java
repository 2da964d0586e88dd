@NullMarked
package dev.fenceline.exchange.kernellog.line;

import org.jspecify.annotations.NullMarked;
