/** Describes, reads, writes and checks settings in every form in which a user gives them. */
@NullMarked
package dev.fenceline.scenario.setting;

import org.jspecify.annotations.NullMarked;
