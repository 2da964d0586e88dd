/** Queue pairs of the host: command identifiers, the requests in flight, and their connections. */
@NullMarked
package dev.fenceline.host.queue;

import org.jspecify.annotations.NullMarked;
