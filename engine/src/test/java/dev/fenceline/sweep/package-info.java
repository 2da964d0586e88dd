@NullMarked
package dev.fenceline.sweep;

import org.jspecify.annotations.NullMarked;
