/**
 * What painters draw with: pen, colours, strokes, and the widths of words. Depends on no toolkit.
 */
@NullMarked
package dev.fenceline.swimlane.pen;

import org.jspecify.annotations.NullMarked;
