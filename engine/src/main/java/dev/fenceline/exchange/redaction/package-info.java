/** Sessions without what identifies hosts, targets and networks, for sharing. */
@NullMarked
package dev.fenceline.exchange.redaction;

import org.jspecify.annotations.NullMarked;
