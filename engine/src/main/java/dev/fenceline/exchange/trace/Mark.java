package dev.fenceline.exchange.trace;

import dev.fenceline.event.Event;
import java.util.List;

/**
 * Something on a track.
 *
 * @param name what is written on it
 * @param event the event that it shows, or by which it begins
 * @param toNanos when it ends; for an instant, its own time
 * @param isSlice whether it lasts, be it for no time; else it is an instant
 * @param why a sentence for a person; empty: none
 * @param flows the flows that pass through it, by their ids
 */
record Mark(
    Track track,
    String name,
    Event event,
    long fromNanos,
    long toNanos,
    boolean isSlice,
    String why,
    List<Long> flows) {}
