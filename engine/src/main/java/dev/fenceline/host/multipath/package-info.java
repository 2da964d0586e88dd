/** The block device over all paths to a namespace, and the choice of a path. */
@NullMarked
package dev.fenceline.host.multipath;

import org.jspecify.annotations.NullMarked;
