/**
 * The log pages (Base Specification, section 5.1.12), and the events that announce a change of one.
 */
@NullMarked
package dev.fenceline.nvme.log;

import org.jspecify.annotations.NullMarked;
