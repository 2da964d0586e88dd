package dev.fenceline.scenario.setting;

import org.jspecify.annotations.Nullable;

/**
 * When something happens: at a time of the session, or relative to a named moment, plus a part
 * drawn from the seed.
 *
 * @param anchor the name of another fault's moment, or null for the session's beginning
 * @param offsetNanos from there; may be negative with an anchor
 * @param spreadNanos plus a part drawn evenly from 0 to this
 */
public record Moment(@Nullable String anchor, long offsetNanos, long spreadNanos) {}
