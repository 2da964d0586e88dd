@NullMarked
package dev.fenceline.clock;

import org.jspecify.annotations.NullMarked;
