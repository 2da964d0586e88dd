@NullMarked
package dev.fenceline.exchange.trace;

import org.jspecify.annotations.NullMarked;
