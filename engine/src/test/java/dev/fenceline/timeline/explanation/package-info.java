@NullMarked
package dev.fenceline.timeline.explanation;

import org.jspecify.annotations.NullMarked;
