/** Turns the bytes of connections into events, for live paths and captures. */
@NullMarked
package dev.fenceline.tap;

import org.jspecify.annotations.NullMarked;
