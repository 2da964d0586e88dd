/**
 * The events of a run: the interface between the packages that record events and those that read
 * them.
 */
@NullMarked
package dev.fenceline.event;

import org.jspecify.annotations.NullMarked;
