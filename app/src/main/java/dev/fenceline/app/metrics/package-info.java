/** The metrics below the lanes: throughput, latency, requests in flight, outages of paths. */
@NullMarked
package dev.fenceline.app.metrics;

import org.jspecify.annotations.NullMarked;
