package dev.fenceline.scenario.setting;

import org.jspecify.annotations.Nullable;

/**
 * The time at which something happens: a time of the session, or a time relative to a named moment,
 * plus a part drawn from the seed.
 *
 * @param anchor the name of another fault's moment, or null for the session's beginning
 * @param offsetNanos time since that moment; may be negative with an anchor
 * @param spreadNanos upper limit of the random part, which is drawn evenly from 0 to this
 */
public record Moment(@Nullable String anchor, long offsetNanos, long spreadNanos) {}
