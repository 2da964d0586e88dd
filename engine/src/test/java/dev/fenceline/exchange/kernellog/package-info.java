@NullMarked
package dev.fenceline.exchange.kernellog;

import org.jspecify.annotations.NullMarked;
