@NullMarked
package dev.fenceline.swimlane.pen;

import org.jspecify.annotations.NullMarked;
