/** Turns the bytes of a connection into events, wherever they are seen. */
@NullMarked
package dev.fenceline.tap;

import org.jspecify.annotations.NullMarked;
