@NullMarked
package dev.fenceline.swimlane.level;

import org.jspecify.annotations.NullMarked;
