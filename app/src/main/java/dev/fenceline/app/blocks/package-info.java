/** The history of each block: who wrote which version, which copy landed when, what a read saw. */
@NullMarked
package dev.fenceline.app.blocks;

import org.jspecify.annotations.NullMarked;
