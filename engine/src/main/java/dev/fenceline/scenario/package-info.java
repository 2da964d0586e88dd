/**
 * The description of a run: settings of host, target, paths and workload, faults and expectations.
 */
@NullMarked
package dev.fenceline.scenario;

import org.jspecify.annotations.NullMarked;
