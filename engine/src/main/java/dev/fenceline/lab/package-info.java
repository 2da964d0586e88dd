/**
 * The lab: puts host, links, target and workload of a scenario on one loop, runs them and judges
 * the run.
 */
@NullMarked
package dev.fenceline.lab;

import org.jspecify.annotations.NullMarked;
