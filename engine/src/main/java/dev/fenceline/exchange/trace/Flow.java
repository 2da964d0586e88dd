package dev.fenceline.exchange.trace;

import java.util.List;

/**
 * What goes from lane to lane: an operation with all of its copies, a command, an effect elsewhere.
 *
 * @param id unique in its trace, below 2^53
 * @param name what it is
 * @param sequences the events through which it passes, in order, at least two
 */
record Flow(long id, String name, List<Long> sequences) {}
