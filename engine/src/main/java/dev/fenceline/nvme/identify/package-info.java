/** The Identify data structures (Base Specification, section 5.1.13). */
@NullMarked
package dev.fenceline.nvme.identify;

import org.jspecify.annotations.NullMarked;
