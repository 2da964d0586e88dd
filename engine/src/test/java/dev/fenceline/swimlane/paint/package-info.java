@NullMarked
package dev.fenceline.swimlane.paint;

import org.jspecify.annotations.NullMarked;
