/** Infers what hosts and targets do from the PDUs of their connections. */
@NullMarked
package dev.fenceline.tap;

import org.jspecify.annotations.NullMarked;
