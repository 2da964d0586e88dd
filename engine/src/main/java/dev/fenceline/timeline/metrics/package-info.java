/** What can be measured of I/O over time: throughput, latency, requests in flight, and outages. */
@NullMarked
package dev.fenceline.timeline.metrics;

import org.jspecify.annotations.NullMarked;
