/**
 * The path between host and target, which delays, keeps or loses bytes and resets connections. It
 * handles bytes only and knows nothing of NVMe.
 */
@NullMarked
package dev.fenceline.link;

import org.jspecify.annotations.NullMarked;
