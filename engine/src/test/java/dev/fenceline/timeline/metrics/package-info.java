@NullMarked
package dev.fenceline.timeline.metrics;

import org.jspecify.annotations.NullMarked;
