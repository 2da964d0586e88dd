/** Tests of what packages are made of. */
@NullMarked
package dev.fenceline.dist;

import org.jspecify.annotations.NullMarked;
