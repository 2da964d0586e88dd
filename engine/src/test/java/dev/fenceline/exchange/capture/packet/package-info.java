@NullMarked
package dev.fenceline.exchange.capture.packet;

import org.jspecify.annotations.NullMarked;
