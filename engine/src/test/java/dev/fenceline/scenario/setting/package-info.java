@NullMarked
package dev.fenceline.scenario.setting;

import org.jspecify.annotations.NullMarked;
