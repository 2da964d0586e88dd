@NullMarked
package dev.fenceline.timeline.span;

import org.jspecify.annotations.NullMarked;
