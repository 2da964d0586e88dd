@NullMarked
package dev.fenceline.timeline;

import org.jspecify.annotations.NullMarked;
