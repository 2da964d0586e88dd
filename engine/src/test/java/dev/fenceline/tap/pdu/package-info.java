@NullMarked
package dev.fenceline.tap.pdu;

import org.jspecify.annotations.NullMarked;
