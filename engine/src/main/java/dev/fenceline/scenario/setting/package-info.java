/**
 * How settings are described, read, written and checked, in every form in which a user gives them.
 */
@NullMarked
package dev.fenceline.scenario.setting;

import org.jspecify.annotations.NullMarked;
