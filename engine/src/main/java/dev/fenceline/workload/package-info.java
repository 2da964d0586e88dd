/** What runs on the paths: stamped blocks that say who wrote them. */
@NullMarked
package dev.fenceline.workload;

import org.jspecify.annotations.NullMarked;
