/**
 * What painters draw with: pen, colours, strokes, and text widths. Does not depend on a toolkit.
 */
@NullMarked
package dev.fenceline.swimlane.pen;

import org.jspecify.annotations.NullMarked;
