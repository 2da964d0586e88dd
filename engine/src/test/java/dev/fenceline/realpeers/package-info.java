/** A Linux host and a Linux target, booted in QEMU, and what Fenceline does with them. */
@NullMarked
package dev.fenceline.realpeers;

import org.jspecify.annotations.NullMarked;
