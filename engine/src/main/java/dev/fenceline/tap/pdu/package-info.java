/** Turns the bytes of connections into PDU events, for live paths and captures. */
@NullMarked
package dev.fenceline.tap.pdu;

import org.jspecify.annotations.NullMarked;
