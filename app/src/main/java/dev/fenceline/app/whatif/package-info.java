/** Changing the settings of a scenario while its timeline runs again: sliders, and what differs. */
@NullMarked
package dev.fenceline.app.whatif;

import org.jspecify.annotations.NullMarked;
