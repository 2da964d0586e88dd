/**
 * The emulated NVMe/TCP target: one subsystem and its discovery subsystem, served on several ports.
 * It records keep alive, quiesce and cross-controller reset as events, and its back end can be made
 * slow. Loop thread only.
 */
@NullMarked
package dev.fenceline.subsystem;

import org.jspecify.annotations.NullMarked;
