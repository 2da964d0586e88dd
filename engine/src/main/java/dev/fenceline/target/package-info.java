/**
 * The emulated NVMe/TCP target: one subsystem and its discovery, served on several ports. It
 * reports keep alive, quiesce and cross-controller reset as events, and its back end can be made
 * slow. Everything here belongs to the loop thread.
 */
@NullMarked
package dev.fenceline.target;

import org.jspecify.annotations.NullMarked;
