@NullMarked
package dev.fenceline.swimlane.layout;

import org.jspecify.annotations.NullMarked;
