@NullMarked
package dev.fenceline.swimlane.picture;

import org.jspecify.annotations.NullMarked;
