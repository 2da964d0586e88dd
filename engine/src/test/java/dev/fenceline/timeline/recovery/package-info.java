@NullMarked
package dev.fenceline.timeline.recovery;

import org.jspecify.annotations.NullMarked;
