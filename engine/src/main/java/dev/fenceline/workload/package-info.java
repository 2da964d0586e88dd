/** The workload that runs on the paths: stamped blocks that identify their writer. */
@NullMarked
package dev.fenceline.workload;

import org.jspecify.annotations.NullMarked;
