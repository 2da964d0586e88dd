/**
 * What a picture of a session shows: its lanes, stacks, counts and key moments, found once per
 * picture.
 */
@NullMarked
package dev.fenceline.swimlane.picture;

import org.jspecify.annotations.NullMarked;
