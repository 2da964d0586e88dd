/**
 * The kinds of events and their fields, made from the records of {@link dev.fenceline.event} and
 * their annotations. All code that processes events by their fields, such as session files, the
 * event filter, tables, traces, overlays and the inspector, reads the fields here.
 */
@NullMarked
package dev.fenceline.event.schema;

import org.jspecify.annotations.NullMarked;
