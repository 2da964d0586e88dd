/**
 * What a recording has of the PDUs that passed, made into PDUs again: for captures that are written
 * from it, and for conclusions that are drawn anew.
 */
@NullMarked
package dev.fenceline.exchange.recording;

import org.jspecify.annotations.NullMarked;
