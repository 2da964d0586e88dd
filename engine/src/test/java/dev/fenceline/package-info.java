@NullMarked
package dev.fenceline;

import org.jspecify.annotations.NullMarked;
