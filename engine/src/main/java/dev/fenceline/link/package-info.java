/** The path between host and target: delays, keeps, loses and resets. Knows bytes, not NVMe. */
@NullMarked
package dev.fenceline.link;

import org.jspecify.annotations.NullMarked;
