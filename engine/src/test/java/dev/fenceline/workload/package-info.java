@NullMarked
package dev.fenceline.workload;

import org.jspecify.annotations.NullMarked;
