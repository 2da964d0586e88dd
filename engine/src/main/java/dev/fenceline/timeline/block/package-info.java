/** The history of each block: who wrote which version, which copy landed when, what a read saw. */
@NullMarked
package dev.fenceline.timeline.block;

import org.jspecify.annotations.NullMarked;
