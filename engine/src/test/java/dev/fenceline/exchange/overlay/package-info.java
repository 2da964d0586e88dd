@NullMarked
package dev.fenceline.exchange.overlay;

import org.jspecify.annotations.NullMarked;
