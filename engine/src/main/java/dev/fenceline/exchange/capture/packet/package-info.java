/** Packets of a capture: file formats, link layers, tunnels, IP and TCP. */
@NullMarked
package dev.fenceline.exchange.capture.packet;

import org.jspecify.annotations.NullMarked;
