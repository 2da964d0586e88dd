@NullMarked
package dev.fenceline.scenario;

import org.jspecify.annotations.NullMarked;
