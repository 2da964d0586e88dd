package dev.fenceline.exchange.trace;

import dev.fenceline.event.Event;
import java.util.List;

/**
 * A mark on a track.
 *
 * @param name its label
 * @param event the event that the mark shows or with which it begins
 * @param toNanos when it ends; for an instant, the time of the event
 * @param isSlice whether it is a span, even of length 0; otherwise it is an instant
 * @param why an explanation in a sentence, or empty if there is none
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
