package dev.fenceline.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A fault with its moment.
 *
 * @param name by which other moments may refer to this one; null: none
 * @param at when it takes effect
 * @param until when it ends; null: it stays until another fault ends it
 * @param fault what happens
 */
public record ScheduledFault(
    @Nullable String name, Moment at, @Nullable Moment until, Fault fault) {}
