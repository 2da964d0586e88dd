@NullMarked
package dev.fenceline.exchange.capture;

import org.jspecify.annotations.NullMarked;
