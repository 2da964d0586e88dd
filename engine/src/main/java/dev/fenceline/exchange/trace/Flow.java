package dev.fenceline.exchange.trace;

import java.util.List;

/**
 * A connection between lanes: an operation with all of its copies, a command, or a cause with its
 * effect in another lane.
 *
 * @param id its number, unique in the trace and below 2^53
 * @param name its name
 * @param sequences the events through which it passes, in order, at least two
 */
record Flow(long id, String name, List<Long> sequences) {}
